import type { ApiToken } from '@borgcube/domain/user/api-token';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows, useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function TokensPage() {
  const query = useInfiniteQuery(trpc.tokens.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const [leaving, setLeaving] = useState<ApiToken | null>(null);
  const add = (
    <LinkButton
      to="/settings/tokens/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Make token
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Settings" acts={rows.length > 0 && add} />
      <SettingsTabs />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No tokens yet" act={add}>
              A token lets a script call the API with a role of its own.
            </EmptyState>
          ) : (
            <Table
              label="Tokens"
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', head: 'Name', cell: (row) => <span className="name">{row.name}</span> },
                { key: 'role', head: 'Role', width: 120, cell: (row) => row.role },
                {
                  key: 'used',
                  head: 'Last used',
                  width: 150,
                  cell: (row) => <Time at={row.lastUsedAt} absent="never" />,
                },
                {
                  key: 'expires',
                  head: 'Expires',
                  width: 150,
                  cell: (row) => <Time at={row.expiresAt} absent="never" />,
                },
              ]}
              phone={(row) => ({
                first: row.name,
                firstEnd: row.role,
                second: <Time at={row.expiresAt} absent="never expires" />,
              })}
              acts={(row) => (
                <IconButton icon={IconTrash} label={`Delete ${row.name}`} onClick={() => setLeaving(row)} />
              )}
              more={more}
            />
          )
        }
      </Loaded>
      {leaving && <DeleteToken token={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function DeleteToken(props: { token: ApiToken; onClose: () => void }) {
  const { token, onClose } = props;
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.tokens.delete.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.tokens.pathKey());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Delete token ${token.name}?`}
      keep="Keep it"
      act="Delete token"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={onClose}
      onAct={() => remove.mutate({ id: token.id })}
    >
      Scripts that use it are refused from then on.
    </ConfirmDialog>
  );
}
