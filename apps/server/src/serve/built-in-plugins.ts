import { makeAlertsPlugin } from '@borgcube/core/alert/alerts-plugin';
import { makeCatalogPlugin } from '@borgcube/core/catalog/catalog-plugin';
import { fleetMetrics } from '@borgcube/core/metric/fleet-metrics';
import { workMetrics } from '@borgcube/core/metric/work-metrics';
import { backupAction } from '@borgcube/core/schedule/backup-action';
import { bulkBackupAction } from '@borgcube/core/schedule/bulk-backup-action';
import { drillAction } from '@borgcube/core/schedule/drill-action';
import { pruneAction } from '@borgcube/core/schedule/prune-action';
import { checkAction, compactAction, syncAction } from '@borgcube/core/schedule/repository-actions';
import email from '@borgcube/plugin-email';
import type { Metric } from '@borgcube/plugin-kit/define-metric';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import ntfy from '@borgcube/plugin-ntfy';
import ping from '@borgcube/plugin-ping';
import webhook from '@borgcube/plugin-webhook';
import type { CatalogParts } from '@borgcube/worker/executors/catalog-kind';
import { coreKinds } from '@borgcube/worker/executors/core-kinds';

/** What every BorgCube has; the core's own features are plugins by the same interface. */
export function builtInPlugins(parts: CatalogParts, machine: readonly Metric[]): readonly Plugin[] {
  const core = definePlugin({
    name: 'borgcube',
    jobKinds: coreKinds(parts),
    scheduledActions: [
      backupAction,
      bulkBackupAction,
      checkAction,
      compactAction,
      drillAction,
      pruneAction,
      syncAction,
    ],
    metrics: [...fleetMetrics, ...workMetrics, ...machine],
  });
  return [core, makeAlertsPlugin(parts.core), makeCatalogPlugin(parts.core), email, webhook, ntfy, ping];
}
