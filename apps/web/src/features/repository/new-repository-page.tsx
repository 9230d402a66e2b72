import type { RepositoryCreate, RepositoryInit } from '@borgcube/domain/repository/repository';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Segments } from '../../ui/segments.tsx';
import { RepositoryHost } from './repository-host.tsx';

/** Either Borg makes a new repository, or one that exists is taken on and then proven by connecting. */
export function NewRepositoryPage() {
  const { how }: { how?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const existing = how === 'existing';
  const form = useQuery(trpc.forms.get.queryOptions({ name: existing ? 'repository' : 'repositoryInit' }));
  return (
    <>
      <PageHead crumbs={[{ label: 'Repositories', to: '/repositories' }]} title="Add repository" />
      <Section>
        <Segments
          label="What is to happen"
          options={[
            { value: 'new', label: 'Make a new one' },
            { value: 'existing', label: 'Take on one that exists' },
          ]}
          value={existing ? 'existing' : 'new'}
          onChange={(value) =>
            void navigate({
              to: '/repositories/new',
              search: value === 'new' ? {} : { how: value },
              replace: true,
            })
          }
        />
      </Section>
      <Loaded query={form}>
        {(json) => <NewRepositoryForm key={String(how)} form={json} existing={existing} />}
      </Loaded>
    </>
  );
}

function NewRepositoryForm(props: { form: unknown; existing: boolean }) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const init = useMutation(trpc.repositories.init.mutationOptions());
  const create = useMutation(trpc.repositories.create.mutationOptions());
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    const made = props.existing
      ? await create.mutateAsync(values as RepositoryCreate)
      : await init.mutateAsync(values as RepositoryInit);
    await refresh(trpc.repositories.pathKey(), trpc.system.pathKey());
    await navigate({ to: `/repositories/${made.id}` });
  };
  return (
    <GeneratedForm
      form={props.form}
      stored={null}
      saveLabel={props.existing ? 'Add repository' : 'Make repository'}
      onSave={({ values }) => save(values)}
      onDiscard={() => void navigate({ to: '/repositories' })}
      aside={(state) => (
        <>
          <RepositoryHost state={state} />
          <NewRepositoryWords existing={props.existing} />
        </>
      )}
      footNote={props.existing ? 'Nothing is written until a backup runs.' : 'Runs borg init.'}
    />
  );
}

function NewRepositoryWords(props: { existing: boolean }) {
  if (props.existing)
    return (
      <Section title="What happens">
        <p className="ink2">
          The record is made first. “Connect” then reads the repository's id and its newest archive, proves
          the passphrase, and takes a copy of the key into this server.
        </p>
      </Section>
    );
  return (
    <Section title="Keep the passphrase">
      <p className="ink2">
        The passphrase and the exported key are sealed in this server. If this server is lost, the backups can
        only be read with your own copy of both.
      </p>
    </Section>
  );
}
