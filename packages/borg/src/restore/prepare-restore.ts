import { join } from 'node:path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { freeSpace, reservedSpace } from '../repository/free-space.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { type JudgedChannel, judgeChannels } from './judge-channels.ts';
import { lookAtTarget, type TargetLook } from './look-at-target.ts';
import type { MachineRun } from './machine.ts';
import { planRestore, type RestorePlan } from './plan-restore.ts';
import type { RestorePlaces, RestoreWish } from './restore-run.ts';
import { foldersAbove } from './selection.ts';
import { statExisting } from './stat-existing.ts';

export interface Preparing {
  readonly places: RestorePlaces;
  readonly wish: RestoreWish;
  /** A folder of this server for the files that it needs; its owner removes it. */
  readonly folder: string;
  readonly marker: string;
  readonly signal: AbortSignal;
  readonly events?: VerbEvents & { readonly onProcess?: (identity: ProcessIdentity) => Promise<void> };
  /** The plan is there; the target is looked at next. */
  readonly onPlanned?: (plan: RestorePlan) => Promise<void>;
}

/** All that can be known before anything is written. */
export interface Prepared {
  readonly plan: RestorePlan;
  readonly look: TargetLook;
  /** ExistingRecord lines; null: nothing is there. */
  readonly existing: string | null;
  /** Bytes that this server can take for a while; null: not told. */
  readonly scratchSpace: number | null;
  /** Why it cannot be restored there by any way; null: it can. */
  readonly problem: FailureCause | null;
  readonly channels: readonly JudgedChannel[];
}

/** Lists the selection and looks at the target. Writes nothing there. Throws BorgFailure. */
export async function prepareRestore(preparing: Preparing): Promise<Prepared> {
  const { places, wish, folder, marker, signal, events } = preparing;
  const { environment, repository, machine, clientBorg } = places;
  const { archive, paths } = wish;
  const source = { environment, target: repository, archive, paths, folder, signal, marker };
  const plan = await planRestore({ ...source, ...(events ? { events } : {}) });
  signal.throwIfAborted();
  await preparing.onPlanned?.(plan);
  const run: MachineRun = { environment, machine, marker, signal, onProcess: events?.onProcess };
  const { path } = wish;
  const look = await lookAtTarget({
    ...run,
    path,
    common: commonFolders(plan.paths),
    user: wish.user,
    borg: clientBorg?.remoteBorg ?? null,
  });
  let existing: string | null = null;
  if (look.exists && !look.isEmpty && !look.obstacle) {
    existing = join(folder, 'existing');
    await statExisting({ ...run, path, plan: plan.file, file: existing, folder });
  }
  const space = await freeSpace(environment.baseDir);
  const scratchSpace = space && Math.max(0, space.free - reservedSpace(space));
  const problem = problemOf(wish, look);
  const known = { places, plan, look, scratchSpace };
  return { plan, look, existing, scratchSpace, problem, channels: judgeChannels(known) };
}

/** Folders that hold all of the selection, from the outermost in; a single path counts, it may be one. */
function commonFolders(paths: readonly string[]): string[] {
  const [first = '', ...others] = paths;
  if (first === '') return [];
  const folders = others.length === 0 ? [...foldersAbove(first), first] : foldersAbove(first);
  return folders.filter((folder) => others.every((path) => path.startsWith(`${folder}/`)));
}

function problemOf({ path, user }: RestoreWish, look: TargetLook): FailureCause | null {
  const { obstacle, missing } = look;
  if (obstacle?.what === 'link') {
    const message = `${obstacle.path} is a link: what is written below it would be elsewhere. Name the place itself.`;
    return { kind: 'target-conflict', message };
  }
  if (obstacle) return { kind: 'target-conflict', message: `${obstacle.path} is no folder.` };
  const needed = missing.filter((program) => !program.includes('tar'));
  if (needed.length > 0) {
    return { kind: 'command-failed', message: `The target has no ${needed.join(', no ')}.` };
  }
  if (!look.isWritable) {
    const what = look.exists ? path : `${look.deepest} (${path} is not there yet)`;
    return { kind: 'target-not-writable', message: `The login user may not write to ${what}.` };
  }
  if (user === null) return null;
  if (!look.user) return { kind: 'target-conflict', message: `The target has no user ${user}.` };
  if (look.isRoot) return null;
  return {
    kind: 'target-not-writable',
    message: 'Only root can give files to another user, and the login user is not.',
  };
}
