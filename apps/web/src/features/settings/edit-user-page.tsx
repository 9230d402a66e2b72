import type { User } from '@borgcube/domain/user/user';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';

/** The address is what one signs in with; it stays. */
const STAYS = ['email'] as const;
const MOST = 200;

export function EditUserPage() {
  const { id = '' } = useParams({ strict: false });
  const users = useQuery(trpc.users.list.queryOptions({ limit: MOST }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'user' }));
  const user = users.data?.items.find((known) => known.id === id);
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Users', to: '/settings/users' }]}
        title={user?.name ?? 'User'}
        note={user?.email}
      />
      <Loaded query={users}>
        {() =>
          user ? (
            <Loaded query={form}>{(json) => <EditForm form={json} user={user} />}</Loaded>
          ) : (
            <EmptyState title="No such user" />
          )
        }
      </Loaded>
    </>
  );
}

function EditForm(props: { form: unknown; user: User }) {
  const { id } = props.user;
  const update = useMutation(trpc.users.update.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const back = () => navigate({ to: '/settings/users' });
  return (
    <GeneratedForm
      form={props.form}
      stored={props.user}
      omit={STAYS}
      saveLabel="Save user"
      onSave={async ({ values }) => {
        await update.mutateAsync({ id, ...values });
        await refresh(trpc.users.pathKey());
        await back();
      }}
      onDiscard={() => void back()}
      footNote="An empty password stays as it was."
    />
  );
}
