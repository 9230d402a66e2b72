import type { JobDetail } from '@borgcube/domain/job/job';
import type { ReceiptLine, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { saveJson } from '../../ui/save-json.ts';
import { toast } from '../../ui/toast.tsx';

/** The whole receipt with all its lines, as a file. */
export function ReceiptDownload(props: { job: JobDetail; receipt: RestoreReceipt }) {
  const { job, receipt } = props;
  const download = useMutation({
    mutationFn: async () => {
      const { id, kind, createdBy, timestampStart, timestampEnd } = job;
      const lines = await allLines(id);
      saveJson(`restore-${id}.json`, {
        job: { id, kind, createdBy, timestampStart, timestampEnd },
        receipt,
        lines,
      });
    },
    onError: (error) => toast('failed', 'Not downloaded', errorWords(error).message),
  });
  return (
    <Button
      variant="subtle"
      size="sm"
      loading={download.isPending}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
      onClick={() => download.mutate()}
    >
      JSON
    </Button>
  );
}

async function allLines(id: number): Promise<ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: ReceiptLine[]; nextCursor: string | null } = await client.jobs.receipt.query({
      id,
      limit: 200,
      ...(cursor && { cursor }),
    });
    lines.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return lines;
}
