import type { Transaction } from '@borgcube/db/open-database';
import { DrillActionData } from '@borgcube/domain/proof/drill';
import { defineScheduledAction } from '@borgcube/plugin-kit/define-scheduled-action';
import { requestDrill } from '../proof/request-drill.ts';

export const DRILL_ACTION = 'borgcube.verify-restore';

/** Restores out of the newest good archive of one config, and compares. */
export const drillAction = defineScheduledAction<DrillActionData, Transaction>({
  kind: DRILL_ACTION,
  name: 'Restore drill',
  form: DrillActionData,
  target: ({ backupConfigId }) => ({ noun: 'backupConfig', id: backupConfigId }),
  expand: async ({ data, tx }) => [await requestDrill({ config: { ...data, archiveId: null }, tx })],
});
