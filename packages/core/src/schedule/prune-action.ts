import type { Transaction } from '@borgcube/db/open-database';
import { defineScheduledAction } from '@borgcube/plugin-kit/define-scheduled-action';
import { z } from 'zod';
import { requestPrune } from '../prune-config/run-prune-config.ts';

const PruneActionData = z.strictObject({
  pruneConfigId: z
    .string()
    .min(1, 'Which config?')
    .max(64)
    .meta({ title: 'Prune config', reference: 'pruneConfig' }),
});
type PruneActionData = z.infer<typeof PruneActionData>;

/** Prunes what one config says at the time, one job a repository. */
export const pruneAction = defineScheduledAction<PruneActionData, Transaction>({
  kind: 'borgcube.prune',
  name: 'Prune',
  form: PruneActionData,
  target: ({ pruneConfigId }) => ({ noun: 'pruneConfig', id: pruneConfigId }),
  expand: ({ data, tx }) => requestPrune(tx, data.pruneConfigId),
});
