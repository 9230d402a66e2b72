import type { Repository } from '@borgcube/domain/repository/repository';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';

export function EditRepositoryPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.repositories.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'repository' }));
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Repositories', to: '/repositories' },
          { label: record.data?.name ?? 'Repository', to: `/repositories/${id}` },
        ]}
        title="Edit"
      />
      <Loaded query={record} missing={{ title: 'No such repository' }}>
        {(repository) => (
          <Loaded query={form}>{(json) => <EditForm form={json} repository={repository} />}</Loaded>
        )}
      </Loaded>
    </>
  );
}

function EditForm(props: { form: unknown; repository: Repository }) {
  const { id } = props.repository;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.repositories.update.mutationOptions());
  const back = () => navigate({ to: `/repositories/${id}` });
  return (
    <GeneratedForm
      form={props.form}
      stored={props.repository}
      saveLabel="Save repository"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.repositories.pathKey());
        await back();
      }}
      onReload={() => client.repositories.get.query({ id })}
      onDiscard={() => void back()}
      aside={() => (
        <Section title="A new passphrase">
          <p className="ink2">
            Left empty, the passphrase stays. A new one is tried against the repository before it replaces the
            old one, which is kept.
          </p>
        </Section>
      )}
    />
  );
}
