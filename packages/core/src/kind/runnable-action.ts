import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { JobRequest, ScheduledActionKind } from '@borgcube/plugin-kit/define-scheduled-action';
import type { PluginTransaction } from '@borgcube/plugin-kit/plugin-transaction';
import { referenceIn } from '../schedule/check-references.ts';

/** A job of a kind that needs no record of its own; its config names the records, if any. */
export async function requestRunnable(
  kind: JobKind,
  config: unknown,
  tx: PluginTransaction,
): Promise<JobRequest> {
  const { schema } = kind.config;
  return {
    kind: kind.name,
    target: 'all',
    config,
    repositoryId: referenceIn(schema, config, 'repository'),
    clientId: referenceIn(schema, config, 'client'),
    ...(await kind.request?.({ config: schema.parse(config), tx })),
  };
}

/** Starts jobs of a runnable kind by schedule, through the kind's own form. */
export function runnableAction(kind: JobKind): ScheduledActionKind {
  const { schema, version, steps } = kind.config;
  return {
    kind: kind.name,
    name: kind.verboseName,
    version,
    steps,
    form: schema,
    expand: async ({ data, tx }) => [await requestRunnable(kind, data, tx)],
  };
}
