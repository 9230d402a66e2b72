import { findOpenAlerts } from '@borgcube/db/alert-store';
import { databaseNow } from '@borgcube/db/database-now';
import { findEarliestDue } from '@borgcube/db/due-schedule-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { listWorkers } from '@borgcube/db/worker-store';
import { type SchedulerTrouble, schedulerTrouble } from '@borgcube/domain/alert/scheduler-health';
import type { CoreContext } from '../core-context.ts';
import { endIncident, openIncident } from './incident.ts';
import { wordsOf } from './incident-message.ts';

const KEY = 'scheduler-stopped';
const LOOK_BACK_MS = 30 * 86_400_000;

/** What keeps schedules from running, whether there are any or not; null: nothing. */
export async function findSchedulerTrouble(
  ctx: Pick<CoreContext, 'db' | 'clock'>,
): Promise<SchedulerTrouble | null> {
  // Workers tell their times by the database's clock.
  const now = await databaseNow(ctx.db);
  const workers = await listWorkers(ctx.db, new Date(now.getTime() - LOOK_BACK_MS));
  const nextDue = await findEarliestDue(ctx.db);
  const sinceDue = nextDue && new Date(now.getTime() - (ctx.clock().getTime() - nextDue.getTime()));
  const stopped = workers.flatMap(({ stoppedAt }) => stoppedAt ?? []);
  return schedulerTrouble({
    now,
    workers: workers.filter(({ stoppedAt }) => stoppedAt === null),
    stoppedAt: stopped.sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
    nextDue: sinceDue,
  });
}

/** Tells of a scheduler that stopped while there is something for it to do. */
export async function assessScheduler(
  ctx: Pick<CoreContext, 'db' | 'clock' | 'bus'>,
  { mayOpen }: { readonly mayOpen: boolean },
): Promise<void> {
  const trouble = await findSchedulerTrouble(ctx);
  const isMissed = trouble !== null && (await findEarliestDue(ctx.db)) !== null;
  const [known] = await findOpenAlerts(ctx.db, [KEY]);
  if (isMissed === (known !== undefined) || (isMissed && !mayOpen)) return;
  await inTransaction(ctx.db, async (tx) => {
    if (isMissed) await open(tx, ctx, trouble);
    else if (known) await endIncident(tx, ctx, known);
  });
}

async function open(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  { why, since }: SchedulerTrouble,
): Promise<void> {
  const time = since === null ? null : wordsOf(since);
  const words = {
    'no-worker': ['No worker is running', time ? `None was heard of since ${time}.` : 'None ever was.'],
    'not-looking': [
      'The scheduler stopped',
      time ? `It last looked at the schedules ${time}.` : 'It never looked at the schedules.',
    ],
    overdue: ['The scheduler does not run what is due', `The oldest that waits was due ${time}.`],
  } as const;
  const [sentence, evidence] = words[why];
  await openIncident(tx, ctx, {
    key: KEY,
    event: 'scheduler-stopped',
    subject: 'The scheduler',
    sentence,
    evidence: `${evidence} Nothing is backed up by schedule until it goes on.`,
    clientId: null,
    configId: null,
    repositoryId: null,
    jobId: null,
  });
}
