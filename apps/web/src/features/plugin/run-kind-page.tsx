import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { jobPath } from '../job/job-path.ts';
import { pluginPath } from './plugin-words.ts';
import { usePlugins } from './use-plugins.ts';

/** Starts one job of a plugin's kind, through the form of its config. */
export function RunKindPage() {
  const { name = '', kind = '' } = useParams({ strict: false });
  const plugins = usePlugins();
  const form = useQuery(trpc.forms.get.queryOptions({ name: `job:${kind}` }));
  const run = useMutation(trpc.jobs.run.mutationOptions());
  const navigate = useNavigate();
  const declared = plugins.data?.plugins
    .find((plugin) => plugin.name === name)
    ?.jobKinds.find((one) => one.name === kind);
  const verboseName = declared?.verboseName ?? kind;
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Plugins', to: '/settings/plugins' },
          { label: name, to: pluginPath(name) },
        ]}
        title={`Run ${verboseName.toLowerCase()}`}
      />
      <Loaded query={form} missing={{ title: 'No such kind of job' }}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            errorsUnder="config"
            saveLabel={`Run ${verboseName.toLowerCase()}`}
            onSave={async ({ values }) => {
              const job = await run.mutateAsync({ kind, config: values });
              await navigate({ to: jobPath(job.id) });
            }}
            onDiscard={() => void navigate({ to: pluginPath(name) })}
          />
        )}
      </Loaded>
    </>
  );
}
