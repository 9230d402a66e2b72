/** A scheduler looks each second; a restart takes less than this. */
export const SILENT_MS = 5 * 60_000;
/** What is due is made within a second; so late, the scheduler looks and does nothing. */
const OVERDUE_MS = 10 * 60_000;

export interface SchedulerFacts {
  readonly now: Date;
  /** Of each worker that did not say goodbye: when it started, was heard of, and looked at the schedules. */
  readonly workers: ReadonlyArray<{
    readonly startedAt: Date;
    readonly seenAt: Date;
    readonly scheduledAt: Date | null;
  }>;
  /** When the last worker said goodbye; null: none ever did. */
  readonly stoppedAt: Date | null;
  /** The earliest instant of any enabled schedule; null: there is none. */
  readonly nextDue: Date | null;
}

export interface SchedulerTrouble {
  readonly why: 'no-worker' | 'not-looking' | 'overdue';
  /** Null: never. */
  readonly since: Date | null;
}

/** Whether schedules are looked at; null: they are. */
export function schedulerTrouble({
  now,
  workers,
  stoppedAt,
  nextDue,
}: SchedulerFacts): SchedulerTrouble | null {
  const isFresh = (at: Date) => now.getTime() - at.getTime() < SILENT_MS;
  const alive = workers.filter(({ seenAt }) => isFresh(seenAt));
  if (alive.length === 0) {
    const since = latest([...workers.map(({ seenAt }) => seenAt), ...(stoppedAt ? [stoppedAt] : [])]);
    return since && isFresh(since) ? null : { why: 'no-worker', since };
  }
  // One that has just started had no time to look yet.
  if (!alive.some(({ startedAt, scheduledAt }) => isFresh(scheduledAt ?? startedAt))) {
    return { why: 'not-looking', since: latest(alive.flatMap(({ scheduledAt }) => scheduledAt ?? [])) };
  }
  const lateBy = nextDue === null ? 0 : now.getTime() - nextDue.getTime();
  const hadTime = alive.some(({ startedAt }) => now.getTime() - startedAt.getTime() > OVERDUE_MS);
  return lateBy > OVERDUE_MS && hadTime ? { why: 'overdue', since: nextDue } : null;
}

function latest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((newest, at) => (newest === null || at > newest ? at : newest), null);
}
