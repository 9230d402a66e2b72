import { backupAction } from '@borgcube/core/schedule/backup-action';
import email from '@borgcube/plugin-email';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import ntfy from '@borgcube/plugin-ntfy';
import ping from '@borgcube/plugin-ping';
import webhook from '@borgcube/plugin-webhook';
import type { BackupParts } from '@borgcube/worker/executors/backup-job';
import { makeBackupKind } from '@borgcube/worker/executors/backup-kind';

/** What every BorgCube has; the core's own features are plugins by the same interface. */
export function builtInPlugins(parts: BackupParts): readonly Plugin[] {
  const core = definePlugin({
    name: 'borgcube',
    jobKinds: [makeBackupKind(parts)],
    scheduledActions: [backupAction],
  });
  return [core, email, webhook, ntfy, ping];
}
