import { Prisma } from './generated/sqlite/client.ts';
import type { HeldOccurrence } from './occurrence-store.ts';
import type { Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';

export interface OccurrenceOutcome {
  readonly held: HeldOccurrence;
  readonly state: 'done' | 'skipped';
  readonly reason: string | null;
  readonly jobs: readonly number[];
}

/** False: at least one of them is no longer this scheduler's, and the transaction must not be committed. */
export async function finishOccurrences(
  tx: Transaction,
  outcomes: readonly OccurrenceOutcome[],
  now: Date,
): Promise<boolean> {
  if (outcomes.length === 0) return true;
  const rows = outcomes.map(
    ({ held, state, reason, jobs }) =>
      Prisma.sql`(${held.id}, ${held.fence}, ${state}, ${reason}, ${JSON.stringify(jobs)})`,
  );
  // Prisma has no update of many rows to values of their own. Both databases name the columns of VALUES alike.
  const jobs = providerBehind(tx) === 'sqlite' ? Prisma.sql`v.column5` : Prisma.sql`CAST(v.column5 AS jsonb)`;
  const count = await tx.$executeRaw`
    UPDATE "Occurrence" SET "state" = v.column3, "reason" = CAST(v.column4 AS TEXT), "jobs" = ${jobs},
      "workerId" = NULL, "leaseExpires" = NULL, "updatedAt" = ${now}
    FROM (VALUES ${Prisma.join(rows)}) AS v
    WHERE "Occurrence"."id" = v.column1 AND "Occurrence"."fence" = CAST(v.column2 AS INTEGER)
      AND "Occurrence"."state" = 'running'`;
  return count === outcomes.length;
}
