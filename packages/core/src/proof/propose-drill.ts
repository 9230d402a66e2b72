import { getBackupConfig } from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { findSchedulesOf } from '@borgcube/db/scheduled-target-store';
import { type DrillProposal, proposeSchedule } from '@borgcube/domain/proof/propose-drill';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { DRILL_ACTION } from '../schedule/drill-action.ts';

/** Which schedules drill a config, and one that could. */
export async function proposeDrill(ctx: CoreContext, id: string, timeZone: string): Promise<DrillProposal> {
  requireRole(ctx, 'viewer');
  const { clientId, label } = await getBackupConfig(ctx.db, id);
  const { hostname } = await getClient(ctx.db, clientId);
  const now = ctx.clock().getTime();
  return {
    covered: await findSchedulesOf(ctx.db, { kind: DRILL_ACTION, noun: 'backupConfig', id }),
    schedule: proposeSchedule({ backupConfigId: id, hostname, label, timeZone, now }),
  };
}
