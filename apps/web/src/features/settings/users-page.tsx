import type { User } from '@borgcube/domain/user/user';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows, useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useSession } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function UsersPage() {
  const query = useInfiniteQuery(trpc.users.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const { user } = useSession();
  const [leaving, setLeaving] = useState<User | null>(null);
  return (
    <>
      <PageHead
        title="Settings"
        acts={
          <LinkButton
            to="/settings/users/new"
            variant="filled"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          >
            Add user
          </LinkButton>
        }
      />
      <SettingsTabs />
      <Loaded query={query}>
        {() => (
          <Table
            label="Users"
            rows={rows}
            rowKey={(row) => row.id}
            href={(row) => `/settings/users/${row.id}`}
            columns={[
              {
                key: 'name',
                head: 'Name',
                cell: (row) => <RowLink to={`/settings/users/${row.id}`}>{row.name}</RowLink>,
              },
              { key: 'email', head: 'E-mail', cell: (row) => <span className="ink2">{row.email}</span> },
              { key: 'role', head: 'Role', width: 120, cell: (row) => row.role },
              {
                key: 'since',
                head: 'Since',
                width: 140,
                cell: (row) => <Time at={row.createdAt} as="day" />,
              },
            ]}
            phone={(row) => ({ first: row.name, firstEnd: row.role, second: row.email })}
            acts={(row) => (
              <IconButton
                icon={IconTrash}
                label={`Delete ${row.name}`}
                disabled={row.id === user.id}
                onClick={() => setLeaving(row)}
              />
            )}
            more={more}
          />
        )}
      </Loaded>
      {leaving && <DeleteUser user={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function DeleteUser(props: { user: User; onClose: () => void }) {
  const { user, onClose } = props;
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.users.delete.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.users.pathKey());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Delete user ${user.name}?`}
      keep="Keep them"
      act="Delete user"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={onClose}
      onAct={() => remove.mutate({ id: user.id })}
    >
      {user.email} can no longer sign in; open sessions end. What they did stays in the audit log.
    </ConfirmDialog>
  );
}
