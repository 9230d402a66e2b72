import type { ProofExport } from '@borgcube/domain/proof/proof';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { saveJson } from '../../ui/save-json.ts';
import { toast } from '../../ui/toast.tsx';

interface ProofFilter {
  clientId?: string;
  repositoryId?: string;
}

/** The proofs as a file, with what it takes to check each of them without BorgCube. */
export function ExportProofs(props: { filter: ProofFilter }) {
  const save = useMutation({
    mutationFn: async () => saveJson('borgcube-proofs.json', await everything(props.filter)),
    onError: (error) => toast('failed', 'Not exported', errorWords(error).message),
  });
  return (
    <Button
      variant="subtle"
      loading={save.isPending}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
      onClick={() => save.mutate()}
    >
      Export JSON
    </Button>
  );
}

/** However many there are: the server hands out a limited number at once. */
async function everything(filter: ProofFilter): Promise<ProofExport> {
  const whole = await client.proofs.export.query(filter);
  for (let next = whole.next; next !== null; ) {
    const page = await client.proofs.export.query({ ...filter, after: next });
    whole.proofs.push(...page.proofs);
    whole.head = page.head;
    next = page.next;
  }
  return { ...whole, next: null };
}
