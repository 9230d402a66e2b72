import { BorgFailure } from '../exit/borg-failure.ts';
import { listEntries } from '../repository/list-entries.ts';
import {
  CREATE_LIMITS,
  type CreateEvents,
  type CreateResult,
  type CreateRun,
  type CreateTarget,
} from './create-run.ts';
import type { RanCreate } from './ran-create.ts';
import { runCreateLocally } from './run-create-local.ts';
import { runCreateOverSsh } from './run-create-ssh.ts';

/**
 * One `borg create` with its commands before and after, from the first contact until nothing of it is left running.
 * Rejects only where an event handler throws; all else is told in the result.
 */
export async function runCreate(
  target: CreateTarget,
  run: CreateRun,
  events: CreateEvents = {},
): Promise<CreateResult> {
  const limits = { ...CREATE_LIMITS, ...run.limits };
  const transport = target.transport;
  const ran =
    transport.type === 'local'
      ? await runCreateLocally(target, run, limits, events)
      : await runCreateOverSsh({ ...target, transport }, run, limits, events);
  if (ran.cause && run.signal?.aborted) return { ...ran, outcome: 'cancelled', cause: null, isEmpty: false };
  if (ran.cause) return { ...ran, outcome: 'failed', isEmpty: false };
  return proveContent(target, run, ran);
}

/** Borg counts regular files only; with none of them the archive may still hold links or devices. */
async function proveContent(target: CreateTarget, run: CreateRun, ran: RanCreate): Promise<CreateResult> {
  if (ran.archive && ran.archive.stats.nfiles > 0) return { ...ran, outcome: 'done', isEmpty: false };
  try {
    const isEmpty = !(await holdsNonDirectory(target, run.archive));
    return { ...ran, outcome: 'done', isEmpty };
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    return { ...ran, outcome: 'failed', cause: error.failure, isEmpty: false };
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
