import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { decodeEscapedLine, ESCAPED_OUTPUT } from '../repository/python-text.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import type { VerbEvents } from '../repository/run-verb.ts';
import { startBorg } from '../repository/start-borg.ts';
import { OwnerCollector, type OwnerNames } from './known-owners.ts';
import { HardLinkCheck, hostile, refusePath, TreeCheck } from './plan-checks.ts';
import { type PlanEntry, PlanReader, planFormat } from './plan-entry.ts';
import { distinctPaths, foldersAbove, patternsOf } from './selection.ts';
import { readSorted, writeSorted } from './sorted-file.ts';

export interface PlanRequest {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  readonly archive: string;
  /** Archive paths; `''` is everything. */
  readonly paths: readonly string[];
  /** A folder of this server for the files of the plan; its owner removes it. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly marker?: string;
  readonly events?: VerbEvents;
}

/** How many of each kind, and the bytes of the files. */
export interface EntryCounts {
  files: number;
  folders: number;
  links: number;
  others: number;
  bytes: number;
}

/** All that a restore is about, sorted and found harmless; the entries are in `file`. */
export interface RestorePlan {
  readonly paths: readonly string[];
  /** PlanEntry lines for `readSorted`: each path once, every folder before what lies in it. */
  readonly file: string;
  /** Entries of the archive; folders on the way that it does not hold are not counted. */
  readonly counts: EntryCounts;
  /** Folders above the selection that the archive holds. */
  readonly above: readonly string[];
  readonly hasHardLinks: boolean;
  /** Whose the entries are. */
  readonly owners: OwnerNames;
}

/**
 * What the archive holds of a selection, with the folders above it. Nothing of an archive that was made to write outside
 * its target passes: throws BorgFailure with `client-violated-protocol`; with `archive-missing` and a `path` where a path
 * is not in the archive.
 */
export async function planRestore(request: PlanRequest): Promise<RestorePlan> {
  const paths = distinctPaths(request.paths);
  const raw = join(request.folder, 'listed');
  const links = new HardLinkCheck();
  await listInto(raw, { ...request, paths }, links);
  const file = join(request.folder, 'plan');
  const plan = new PlanWriter(paths);
  await using out = writeSorted<PlanEntry>(request.environment, { file, ...sorting(request) });
  for await (const entry of oncePerPath(raw)) {
    refuse(links.isNeeded ? links.refuse(entry) : null);
    for (const planned of plan.take(entry)) await out.write(planned);
  }
  await out.end();
  plan.requireAll();
  const { counts, hasHardLinks, owners } = plan;
  return { paths, file, counts, above: [...plan.above], hasHardLinks, owners };
}

async function listInto(file: string, request: PlanRequest, links: HardLinkCheck): Promise<void> {
  const { environment, target, archive, paths, signal, marker, events } = request;
  const single = [...new Set(paths.flatMap(foldersAbove))];
  const seal = randomBytes(6).toString('hex');
  const { process, verdict } = await startBorg({
    environment,
    target,
    args: [
      'list',
      '--format',
      planFormat(seal),
      '--',
      borgLocation(target, archive),
      ...patternsOf({ whole: paths, single }),
    ],
    extraEnviron: ESCAPED_OUTPUT,
    decodeLine: decodeEscapedLine,
    signal,
    marker,
    ...events,
  });
  await using out = writeSorted<PlanEntry>(environment, { file, ...sorting(request) });
  try {
    const reader = new PlanReader(seal);
    for await (const chunk of process.stdout ?? []) {
      for (const entry of reader.read(String(chunk))) {
        if (entry.path === '.' && entry.type === 'd') continue; // the root itself
        refuse(refusePath(entry.path) ?? links.add(entry));
        await out.write(entry);
      }
    }
    const { cause } = await verdict;
    refuse(cause ?? null);
    await out.end();
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}

const sorting = ({ folder, marker, events }: PlanRequest) => ({
  folder,
  marker,
  onProcess: events?.onProcess,
});

/** Overlapping paths of a config put a path into an archive twice; Borg writes both, and the last one stays. */
async function* oncePerPath(file: string): AsyncGenerator<PlanEntry> {
  let last: PlanEntry | null = null;
  for await (const { item } of readSorted<PlanEntry>(file)) {
    if (last?.path === item.path && last.type !== item.type) {
      throw new BorgFailure(hostile(item.path, 'is in it twice, as different things'));
    }
    if (last && last.path !== item.path) yield last;
    last = item;
  }
  if (last) yield last;
}

/** Takes entries in the order of the tree; gives them out with the folders on the way that the archive does not hold. */
class PlanWriter {
  readonly counts: EntryCounts = { files: 0, folders: 0, links: 0, others: 0, bytes: 0 };
  readonly above: string[] = [];
  readonly owners = new OwnerCollector();
  hasHardLinks = false;
  readonly #wanted: ReadonlySet<string>;
  readonly #missing: Set<string>;
  readonly #tree = new TreeCheck();

  constructor(paths: readonly string[]) {
    this.#wanted = new Set(paths);
    this.#missing = new Set(paths.filter((path) => path !== ''));
  }

  *take(entry: PlanEntry): Generator<PlanEntry> {
    const folders = foldersAbove(entry.path);
    const isAsked = this.#wanted.has('') || [...folders, entry.path].some((path) => this.#wanted.has(path));
    for (const path of [...folders, entry.path]) this.#missing.delete(path);
    for (const folder of folders) {
      if (!this.#tree.isKnown(folder))
        yield* this.#pass(onTheWay(folder, !isAsked || !this.#isBelowWanted(folder)));
    }
    if (isAsked) count(this.counts, entry);
    else this.above.push(entry.path);
    this.owners.take(entry);
    if (entry.hardLink !== undefined) this.hasHardLinks = true;
    yield* this.#pass(isAsked ? entry : { ...entry, isAbove: true });
  }

  *#pass(entry: PlanEntry): Generator<PlanEntry> {
    refuse(this.#tree.next(entry));
    yield entry;
  }

  #isBelowWanted(folder: string): boolean {
    return this.#wanted.has('') || [...foldersAbove(folder), folder].some((path) => this.#wanted.has(path));
  }

  requireAll(): void {
    const [path] = this.#missing;
    if (path === undefined) return;
    throw new BorgFailure({ kind: 'archive-missing', message: `The archive does not hold ${path}.`, path });
  }
}

function onTheWay(path: string, isAbove: boolean): PlanEntry {
  const unknown = { mode: null, uid: 0, gid: 0, user: '', group: '', size: 0, mtime: null } as const;
  return { path, type: 'd', ...unknown, ...(isAbove ? { isAbove } : {}) };
}

/** Adds one entry to its kind. */
export function count(counts: EntryCounts, { type, size }: Pick<PlanEntry, 'type' | 'size'>): void {
  if (type === 'f') counts.files += 1;
  else if (type === 'd') counts.folders += 1;
  else if (type === 'l') counts.links += 1;
  else counts.others += 1;
  if (type === 'f') counts.bytes += size;
}

function refuse(cause: FailureCause | null): void {
  if (cause) throw new BorgFailure(cause);
}
