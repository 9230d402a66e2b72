import type { ForgottenRepository } from '@borgcube/domain/repository/forgotten-repository';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

/** Repositories whose record was deleted: their secrets are kept, so that they can be brought back. */
export function ForgottenRepositories() {
  const { data } = useQuery(trpc.repositories.listForgotten.queryOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [removing, setRemoving] = useState<ForgottenRepository | null>(null);
  const restore = useMutation(
    trpc.repositories.restoreForgotten.mutationOptions({
      onSuccess: async (repository) => {
        await refresh(trpc.repositories.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/repositories/${repository.id}` });
      },
    }),
  );
  const rows = data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title="Forgotten repositories" note={rows.length} bleed>
      {restore.error && <ActError error={restore.error} />}
      <Table
        label="Forgotten repositories"
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', head: 'Name', width: 200, cell: (row) => <span className="name">{row.name}</span> },
          { key: 'url', head: 'Where', cell: (row) => <PathText path={row.url} /> },
          { key: 'since', head: 'Forgotten', width: 130, cell: (row) => <Time at={row.forgottenAt} /> },
          {
            key: 'until',
            head: 'Secrets kept until',
            width: 200,
            cell: (row) => <Time at={row.keptUntil} as="date" />,
          },
          {
            key: 'acts',
            head: 'Act',
            width: 220,
            align: 'right',
            cell: (row) => <Acts row={row} restore={restore} onRemove={() => setRemoving(row)} />,
          },
        ]}
        phone={(row) => ({
          first: row.name,
          firstEnd: <Acts row={row} restore={restore} onRemove={() => setRemoving(row)} />,
          second: <PathText path={row.url} />,
        })}
      />
      <p style={{ padding: '8px 24px 16px' }} className="ink3">
        Their data are untouched. On the server itself{' '}
        <span className="mono">borgcube repository reveal</span> shows passphrase and key.
      </p>
      {removing && <RemoveDialog row={removing} onClose={() => setRemoving(null)} />}
    </Section>
  );
}

function Acts(props: {
  row: ForgottenRepository;
  restore: { mutate: (input: { id: string }) => void; isPending: boolean };
  onRemove: () => void;
}) {
  const { row, restore } = props;
  const isKept = Date.parse(row.keptUntil) > Date.now();
  return (
    <>
      {!isKept && (
        <Button size="sm" variant="subtle" c="var(--bc-failed-fg)" onClick={props.onRemove}>
          Remove…
        </Button>
      )}
      <Button size="sm" loading={restore.isPending} onClick={() => restore.mutate({ id: row.id })}>
        Bring back
      </Button>
    </>
  );
}

function RemoveDialog(props: { row: ForgottenRepository; onClose: () => void }) {
  const { row } = props;
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.repositories.removeForgotten.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.repositories.pathKey());
        props.onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Remove the secrets of ${row.name}?`}
      keep="Keep them"
      act="Remove secrets"
      typed={row.name}
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: row.id, name: row.name })}
    >
      Whoever has no copy of its passphrase and key can never read the repository at{' '}
      <span className="mono">{row.url}</span> again.
    </ConfirmDialog>
  );
}
