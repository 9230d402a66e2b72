import { archiveRouter } from './archive-router.ts';
import { auditRouter } from './audit-router.ts';
import { backupConfigRouter } from './backup-config-router.ts';
import { checkConfigRouter } from './check-config-router.ts';
import { clientRouter } from './client-router.ts';
import { formRouter } from './form-router.ts';
import { jobRouter } from './job-router.ts';
import { notificationRouter } from './notification-router.ts';
import { proofRouter } from './proof-router.ts';
import { pruneConfigRouter } from './prune-config-router.ts';
import { repositoryRouter } from './repository-router.ts';
import { retentionPolicyRouter } from './retention-policy-router.ts';
import { scheduleRouter } from './schedule-router.ts';
import { scheduledActionRouter } from './scheduled-action-router.ts';
import { sessionRouter } from './session-router.ts';
import { setupRouter } from './setup-router.ts';
import { sshKeyRouter } from './ssh-key-router.ts';
import { systemRouter } from './system-router.ts';
import { tokenRouter } from './token-router.ts';
import { triggerRouter } from './trigger-router.ts';
import { router } from './trpc.ts';
import { userRouter } from './user-router.ts';

/** One line per noun. */
export const appRouter = router({
  archives: archiveRouter,
  audit: auditRouter,
  backupConfigs: backupConfigRouter,
  checkConfigs: checkConfigRouter,
  clients: clientRouter,
  forms: formRouter,
  jobs: jobRouter,
  notifications: notificationRouter,
  proofs: proofRouter,
  pruneConfigs: pruneConfigRouter,
  repositories: repositoryRouter,
  retentionPolicies: retentionPolicyRouter,
  scheduledActions: scheduledActionRouter,
  schedules: scheduleRouter,
  session: sessionRouter,
  setup: setupRouter,
  sshKeys: sshKeyRouter,
  system: systemRouter,
  tokens: tokenRouter,
  triggers: triggerRouter,
  users: userRouter,
});

export type AppRouter = typeof appRouter;
