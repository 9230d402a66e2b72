import type { Transaction } from '@borgcube/db/open-database';
import {
  defineScheduledAction,
  type ScheduledActionKind,
} from '@borgcube/plugin-kit/define-scheduled-action';
import { z } from 'zod';
import { requestCheck } from '../check-config/run-check-config.ts';
import { requestOnRepository } from '../repository/run-on-repository.ts';

const CheckActionData = z.strictObject({
  checkConfigId: z
    .string()
    .min(1, 'Which check?')
    .max(64)
    .meta({ title: 'Check config', reference: 'checkConfig' }),
});
type CheckActionData = z.infer<typeof CheckActionData>;

const RepositoryActionData = z.strictObject({
  repositoryId: z
    .string()
    .min(1, 'Which repository?')
    .max(64)
    .meta({ title: 'Repository', reference: 'repository' }),
});
type RepositoryActionData = z.infer<typeof RepositoryActionData>;

/** Checks what one check config says at the time. */
export const checkAction = defineScheduledAction<CheckActionData, Transaction>({
  kind: 'borgcube.check',
  name: 'Check',
  form: CheckActionData,
  target: ({ checkConfigId }) => ({ noun: 'checkConfig', id: checkConfigId }),
  expand: async ({ data, tx }) => [await requestCheck(tx, data.checkConfigId)],
});

export const compactAction = repositoryAction('compact', 'Compaction');
export const syncAction = repositoryAction('sync', 'Sync');

function repositoryAction(
  kind: 'compact' | 'sync',
  name: string,
): ScheduledActionKind<RepositoryActionData, Transaction> {
  return defineScheduledAction<RepositoryActionData, Transaction>({
    kind: `borgcube.${kind}`,
    name,
    form: RepositoryActionData,
    target: ({ repositoryId }) => ({ noun: 'repository', id: repositoryId }),
    expand: async ({ data, tx }) => [await requestOnRepository(tx, kind, data.repositoryId)],
  });
}
