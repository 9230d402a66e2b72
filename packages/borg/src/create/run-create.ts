import { BorgFailure } from '../exit/borg-failure.ts';
import { listEntries } from '../repository/list-entries.ts';
import {
  CREATE_LIMITS,
  type CreateEvents,
  type CreateLimits,
  type CreateResult,
  type CreateRun,
  type CreateTarget,
} from './create-run.ts';
import type { RanCreate } from './ran-create.ts';
import { runCreateLocally } from './run-create-local.ts';
import { runCreateByPull } from './run-create-pull.ts';
import { runCreateOverSsh } from './run-create-ssh.ts';

/**
 * One `borg create` (or `borg import-tar`) with its commands before and after, from the first contact until nothing of it is left running.
 * Rejects only where an event handler throws; all else is told in the result.
 */
export async function runCreate(
  target: CreateTarget,
  run: CreateRun,
  events: CreateEvents = {},
): Promise<CreateResult> {
  const limits = { ...CREATE_LIMITS, ...run.limits };
  let hasBegun = false;
  const watched: CreateEvents = {
    ...events,
    onProgress: (progress) => {
      hasBegun = true;
      events.onProgress?.(progress);
    },
  };
  const ran = await runBy(target, run, limits, watched);
  if (!ran.cause) return proveContent(target, run, ran);
  const mayHaveArchive = hasBegun && ran.archive === null;
  const isCancelled = run.signal?.aborted === true;
  if (isCancelled) return { ...ran, outcome: 'cancelled', cause: null, mayHaveArchive, isEmpty: false };
  return { ...ran, outcome: 'failed', mayHaveArchive, isEmpty: false };
}

function runBy(
  { transport, ...target }: CreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  switch (transport.type) {
    case 'local':
      return runCreateLocally({ ...target, transport }, run, limits, events);
    case 'ssh':
      return runCreateOverSsh({ ...target, transport }, run, limits, events);
    case 'pull':
      return runCreateByPull({ ...target, transport }, run, limits, events);
  }
}

/** Borg counts regular files only; with none of them the archive may still hold links or devices. */
async function proveContent(target: CreateTarget, run: CreateRun, ran: RanCreate): Promise<CreateResult> {
  const done = { ...ran, outcome: 'done', mayHaveArchive: false } as const;
  if (ran.archive && ran.archive.stats.nfiles > 0) return { ...done, isEmpty: false };
  try {
    return { ...done, isEmpty: !(await holdsNonDirectory(target, run.archive)) };
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    return { ...done, outcome: 'failed', cause: error.failure, isEmpty: false };
  }
}

/** Looks into the archive until the first entry that is no directory. Throws BorgFailure. */
export async function holdsNonDirectory(
  { environment, repository }: CreateTarget,
  archive: string,
): Promise<boolean> {
  for await (const entry of listEntries(environment, repository, archive)) {
    if (entry.type !== 'directory') return true;
  }
  return false;
}
