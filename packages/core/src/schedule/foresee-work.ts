import { findRepositoryNames } from '@borgcube/db/calendar-store';
import { type DurationKey, durationKey, findLastDurations } from '@borgcube/db/job-duration-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { StoredAction } from '@borgcube/db/schedule-store';
import type { RepositoryAccess } from '@borgcube/domain/job/repository-access';
import { type ExpectedWork, strongest } from '@borgcube/domain/schedule/foresee-waits';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { type Expansion, expandLists } from './expand-actions.ts';

/** A job that actions would make now, with what past runs say of it. */
export interface ForeseenJob extends DurationKey {
  /** The config's id where it has one. */
  readonly target: string;
  readonly clientId: string | null;
  readonly access: RepositoryAccess | null;
  /** Null: it never ran. Milliseconds. */
  readonly durationMs: number | null;
}

export interface ForeseenJobs {
  readonly jobs: readonly ForeseenJob[];
  readonly problems: readonly string[];
}

/** Nothing is known of it: long enough to be seen, short enough to promise nothing. */
const UNKNOWN_MS = 60_000;
/** Beyond so many jobs in all, no past runs are looked at. */
const LOOKED_UP_MAX = 2000;

/** What several lists of actions would make if they ran now; makes nothing. */
export async function foreseeJobs(
  tx: Transaction,
  kinds: KindRegistry,
  lists: readonly (readonly StoredAction[])[],
): Promise<ForeseenJobs[]> {
  const expansions = await expandLists(tx, kinds, lists);
  const keys = expansions.flatMap(({ requests }) => requests.map(({ request }) => keyOf(request)));
  const durations = await findLastDurations(tx, keys.slice(0, LOOKED_UP_MAX));
  return expansions.map(({ requests, problems }) => ({
    problems,
    jobs: requests.map(({ request }) => {
      const key = keyOf(request);
      const runs = durations.get(durationKey(key));
      const kind = kinds.jobKinds.get(request.kind);
      return {
        ...key,
        target: request.target,
        clientId: request.clientId ?? null,
        access: kind?.access(request.config) ?? null,
        durationMs: runs ? middle(runs) : null,
      };
    }),
  }));
}

/** The work of an occurrence by repository. */
export function workOf(jobs: readonly ForeseenJob[]): ExpectedWork[] {
  const work = new Map<string, ExpectedWork>();
  for (const { repositoryId, access, durationMs } of jobs) {
    if (repositoryId === null || access === null) continue;
    const before = work.get(repositoryId);
    work.set(repositoryId, {
      repositoryId,
      access: before ? strongest(before.access, access) : access,
      durationMs: (before?.durationMs ?? 0) + (durationMs ?? UNKNOWN_MS),
    });
  }
  return [...work.values()];
}

/** The repositories of the work, by id. */
export async function nameRepositories(
  tx: Transaction,
  work: readonly (readonly ExpectedWork[])[],
): Promise<ReadonlyMap<string, string>> {
  return findRepositoryNames(tx, [...new Set(work.flat().map(({ repositoryId }) => repositoryId))]);
}

function keyOf(request: Expansion['requests'][number]['request']): DurationKey {
  const { kind, configId = null, repositoryId = null } = request;
  return { kind, configId, repositoryId };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
