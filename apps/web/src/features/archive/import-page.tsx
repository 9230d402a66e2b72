import type { ArchiveImport } from '@borgcube/domain/repository/repository-jobs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';

/** Archives that some Borg made before come under a client. */
export function ImportPage() {
  const { repository }: { repository?: string } = useSearch({ strict: false });
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'archiveImport' }));
  const start = useMutation(trpc.archives.import.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [fixed] = useState(() => (repository ? { repositoryId: repository } : undefined));
  return (
    <>
      <PageHead crumbs={[{ label: 'Archives', to: '/archives' }]} title="Import archives" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            {...(fixed && { fixed })}
            saveLabel="Import archives"
            onSave={async ({ values }) => {
              // The form was drawn from this very schema, and the server reads it again.
              const job = await start.mutateAsync(values as ArchiveImport);
              await refresh(trpc.jobs.pathKey());
              await navigate({ to: `/jobs/${job.id}` });
            }}
            onDiscard={() => void navigate({ to: '/archives' })}
            aside={() => (
              <Section title="What an import does">
                <p className="ink2">
                  It only reads: archives that lie in the repository already, made by whatever Borg, are
                  listed here under the client, with their figures. Doing it twice is as doing it once.
                </p>
              </Section>
            )}
          />
        )}
      </Loaded>
    </>
  );
}
