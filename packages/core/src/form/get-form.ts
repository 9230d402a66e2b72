import { ArchiveComment } from '@borgcube/domain/archive/archive-mark';
import { ArchiveRename } from '@borgcube/domain/archive/archive-rename';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { CheckConfigCreate } from '@borgcube/domain/check-config/check-config';
import { ClientCreate } from '@borgcube/domain/client/client';
import { ConnectionInput } from '@borgcube/domain/connection/connection';
import { notFound } from '@borgcube/domain/error/domain-error';
import { type Form, toForm } from '@borgcube/domain/form/field-meta';
import { NotificationChannelCreate } from '@borgcube/domain/notification/notification-channel';
import { NotificationRuleCreate } from '@borgcube/domain/notification/notification-rule';
import { PruneConfigCreate } from '@borgcube/domain/prune/prune-config';
import { KeyExport, RepositoryCreate, RepositoryInit } from '@borgcube/domain/repository/repository';
import { ArchiveImport } from '@borgcube/domain/repository/repository-jobs';
import { RestoreInput } from '@borgcube/domain/restore/restore';
import { RetentionPolicyCreate } from '@borgcube/domain/retention/retention-policy';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { SshKeyGenerate, SshKeyImport } from '@borgcube/domain/ssh-key/ssh-key';
import { TriggerCreate } from '@borgcube/domain/trigger/trigger';
import { TokenCreate } from '@borgcube/domain/user/api-token';
import { PasswordChange, SetupComplete, UserCreate } from '@borgcube/domain/user/user';
import type { z } from 'zod';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** What people fill in, by the name that the console asks for. */
const FORMS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['repository', RepositoryCreate],
  ['repositoryInit', RepositoryInit],
  ['repositoryKeyExport', KeyExport],
  ['client', ClientCreate],
  ['connection', ConnectionInput],
  ['backupConfig', BackupConfigCreate],
  ['checkConfig', CheckConfigCreate],
  ['archiveImport', ArchiveImport],
  ['restore', RestoreInput],
  ['archiveComment', ArchiveComment],
  ['archiveRename', ArchiveRename],
  ['retentionPolicy', RetentionPolicyCreate],
  ['pruneConfig', PruneConfigCreate],
  ['schedule', ScheduleCreate],
  ['trigger', TriggerCreate],
  // The rest of it is the form of its kind.
  ['notificationChannel', NotificationChannelCreate.omit({ kind: true, data: true })],
  ['notificationRule', NotificationRuleCreate],
  ['sshKey', SshKeyGenerate],
  ['sshKeyImport', SshKeyImport],
  ['user', UserCreate],
  ['token', TokenCreate],
  ['passwordChange', PasswordChange],
  ['setup', SetupComplete],
]);

/** Where an action and a kind of job share their name, this before it asks for the job's. */
const JOB = 'job:';
/** This before the kind of a channel asks for the form of its data. */
const NOTIFIER = 'notifier.';

/** A form of ours, of a scheduled action or of a job kind; made by plugins or not. */
export function getForm(ctx: Pick<CoreContext, 'actor' | 'kinds'>, name: string): Form {
  requireRole(ctx, 'viewer');
  const { scheduledActions, jobKinds, notifiers } = ctx.kinds;
  const schema =
    FORMS.get(name) ??
    jobKinds.get(name.startsWith(JOB) ? name.slice(JOB.length) : '')?.config.schema ??
    scheduledActions.get(name)?.form ??
    jobKinds.get(name)?.config.schema ??
    notifiers.get(name.startsWith(NOTIFIER) ? name.slice(NOTIFIER.length) : '')?.form ??
    null;
  if (!schema) throw notFound('form', name);
  return toForm(schema);
}
