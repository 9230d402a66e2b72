import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { referenceName } from '../../forms/references.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { jobPath } from '../job/job-path.ts';

const KIND = 'verify-restore';

/** Restores a part of what a config backed up last, or of one archive, to see whether it can be. */
export function RunDrillPage() {
  const { config, archive }: { config?: string; archive?: string } = useSearch({ strict: false });
  const form = useQuery(trpc.forms.get.queryOptions({ name: `job:${KIND}` }));
  const named = useQuery({ ...referenceName('backupConfig', config ?? ''), enabled: config !== undefined });
  const run = useMutation(trpc.jobs.run.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [fixed] = useState(() => ({
    ...(config && { backupConfigId: config }),
    ...(archive && { archiveId: archive }),
  }));
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Verification', to: '/verification' }]}
        title="Run drill"
        note={named.data}
      />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            fixed={fixed}
            omit={archive ? ['backupConfigId'] : ['archiveId']}
            errorsUnder="config"
            saveLabel="Run drill"
            onSave={async ({ values }) => {
              const job = await run.mutateAsync({ kind: KIND, config: values });
              await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
              await navigate({ to: jobPath(job.id) });
            }}
            onDiscard={() => void navigate({ to: '/verification' })}
            aside={() => <DrillWords />}
          />
        )}
      </Loaded>
    </>
  );
}

function DrillWords() {
  return (
    <Section title="What a drill does">
      <p className="ink2">
        It restores files out of an archive to a scratch folder of this server, reads them back, and compares
        them with what is stored; then the folder is removed. No client has a part in it and nothing in the
        repository changes. What came back, and how long it took, stands in the ledger for good.
      </p>
    </Section>
  );
}
