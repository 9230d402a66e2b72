import type { UserCreate } from '@borgcube/domain/user/user';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';

export function NewUserPage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'user' }));
  const create = useMutation(trpc.users.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const back = () => navigate({ to: '/settings/users' });
  return (
    <>
      <PageHead crumbs={[{ label: 'Users', to: '/settings/users' }]} title="Add user" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            saveLabel="Add user"
            onSave={async ({ values }) => {
              // The form was drawn from this very schema, and the server reads it again.
              await create.mutateAsync(values as UserCreate);
              await refresh(trpc.users.pathKey());
              await back();
            }}
            onDiscard={() => void back()}
          />
        )}
      </Loaded>
    </>
  );
}
