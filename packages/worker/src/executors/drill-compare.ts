import { join } from 'node:path';
import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { type Compared, compareRestored } from '@borgcube/borg/restore/compare-restored';
import { hashArchive } from '@borgcube/borg/restore/hash-archive';
import { hashedSelection } from '@borgcube/borg/restore/hashed-selection';
import type { RestorePlan } from '@borgcube/borg/restore/plan-restore';
import { readBack } from '@borgcube/borg/restore/read-back';
import { count } from './count-words.ts';
import { type Drill, type DrillTally, selectionOf, sourceOf } from './drill.ts';
import { CatalogComparison } from './drill-catalog.ts';
import { nameDamage } from './drill-damage.ts';
import { followVerb } from './follow-verb.ts';

interface Restored {
  readonly plan: RestorePlan;
  /** The folder that all was restored into. */
  readonly into: string;
}

/** Reads the archive once more and what was restored from the disk, and holds one against the other. */
export async function compareDrilled(drill: Drill, tally: DrillTally, restored: Restored): Promise<void> {
  const { context, folder } = drill;
  const begun = performance.now();
  const files = {
    sent: join(folder, 'stored'),
    found: join(folder, 'found'),
    hashes: join(folder, 'hashes'),
  };
  try {
    await readBoth(drill, restored, files);
    await holdAgainst(drill, tally, { plan: restored.plan.file, ...files });
  } catch (error) {
    if (context.signal.aborted) return;
    if (!(error instanceof BorgFailure) || error.failure.kind !== 'repository-damaged') throw error;
    await nameDamage(drill, tally, { cause: error.failure, selection: selectionOf(restored.plan) });
  } finally {
    tally.compareMs = performance.now() - begun;
  }
}

interface Files {
  readonly sent: string;
  readonly found: string;
  readonly hashes: string;
}

async function readBoth(drill: Drill, { plan, into }: Restored, files: Files): Promise<void> {
  const { parts, context, folder, marker } = drill;
  const selection = await hashedSelection(plan, selectionOf(plan));
  const total = plan.counts.files;
  const tell = (what: string) => (done: number) =>
    context.progress({
      message: `${what} ${count(done, 'file')}`,
      percent: Math.min(99, Math.round((done / Math.max(1, total)) * 100)),
    });
  await followVerb(context, async (events) => {
    const onFile = tell('Reading in the archive:');
    await hashArchive({ ...sourceOf(drill), selection, file: files.sent, folder, events, onFile });
    const { found, hashes } = files;
    const { environment } = parts;
    await readBack({
      ...{ environment, machine: { type: 'server' }, marker, path: into, found, hashes, folder },
      signal: context.signal,
      ...(events.onProcess ? { onProcess: events.onProcess } : {}),
      onFile: tell('Reading what was restored:'),
    });
  });
}

async function holdAgainst(
  drill: Drill,
  tally: DrillTally,
  files: Files & { readonly plan: string },
): Promise<void> {
  const catalog = new CatalogComparison(drill);
  for await (const compared of compareRestored({
    ...files,
    precision: 'microsecond',
    looseMode: 0,
    isOpened: false,
    owner: null,
  })) {
    const { entry, verdict, reason } = compared;
    await catalog.add(entry);
    if (verdict === 'same') {
      if (entry.type !== 'f') continue;
      tally.files += 1;
      tally.bytes += entry.size;
    } else if (isBeyondUs(compared)) {
      tally.warnings.push(`${entry.path}: ${reason}; this server may not do that, so it was not compared.`);
    } else {
      tally.differs(entry.path, reason ?? verdict);
    }
  }
  tally.warnings.push(...(await catalog.end()));
}

/** Only root makes devices, and reads what its own mode forbids. */
function isBeyondUs({ entry, verdict, sha256 }: Compared): boolean {
  if (process.getuid?.() === 0) return false;
  if (entry.type === 'c' || entry.type === 'b') return verdict === 'missing';
  const isUnreadable = entry.mode !== null && (entry.mode & 0o400) === 0;
  return entry.type === 'f' && isUnreadable && sha256 === null && verdict === 'other-content';
}
