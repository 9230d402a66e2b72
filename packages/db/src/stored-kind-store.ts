import type { Transaction } from './open-database.ts';

const READ_MAX = 500;

/** How many rows name a kind that is not among the known ones. */
export interface StrayKind {
  readonly kind: string;
  readonly count: number;
}

interface KnownKinds {
  readonly jobKinds: readonly string[];
  readonly scheduledActions: readonly string[];
  readonly notifiers: readonly string[];
}

/** What waits for a kind that nobody here knows: queued jobs, scheduled actions and channels; bounded. */
export async function listStrayKinds(db: Transaction, known: KnownKinds) {
  const jobs = await db.job.findMany({
    where: { state: 'job_created', kind: { notIn: [...known.jobKinds] } },
    select: { kind: true },
    orderBy: { id: 'asc' },
    take: READ_MAX,
  });
  const actions = await db.scheduledAction.findMany({
    where: { kind: { notIn: [...known.scheduledActions] } },
    select: { kind: true },
    take: READ_MAX,
  });
  const channels = await db.notificationChannel.findMany({
    where: { kind: { notIn: [...known.notifiers] } },
    select: { kind: true },
    take: READ_MAX,
  });
  return { jobs: tally(jobs), actions: tally(actions), channels: tally(channels) };
}

function tally(rows: readonly { readonly kind: string }[]): StrayKind[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
