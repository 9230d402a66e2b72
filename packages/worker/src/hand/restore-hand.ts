import { makeTemporaryFolder } from '@borgcube/borg/connection/ssh-files';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { type Meeting, meetExisting } from '@borgcube/borg/restore/judge-existing';
import type { PlanEntry } from '@borgcube/borg/restore/plan-entry';
import { type Prepared, prepareRestore } from '@borgcube/borg/restore/prepare-restore';
import { removeTree } from '@borgcube/borg/restore/remove-tree';
import type { RepositoryTarget, RestoreSight, RestoreWish } from '@borgcube/core/borg-hand';
import { traitsLost } from '@borgcube/domain/restore/restore-channel';
import type { RestoreExisting } from '@borgcube/domain/restore/restore-preview';
import { restorePlaces } from '../executors/restore-places.ts';
import { toBorgRepository } from './borg-target.ts';
import { explained } from './explain-failure.ts';
import { placeKeyFile } from './place-key-file.ts';

/** Lists the selection and looks at the target, as a restore does before it writes. */
export async function previewRestore(
  environment: BorgEnvironment,
  repository: RepositoryTarget,
  wish: RestoreWish,
  signal: AbortSignal,
): Promise<RestoreSight> {
  await placeKeyFile(environment, repository);
  const folder = await makeTemporaryFolder(environment, 'restore');
  try {
    const prepared = await explained(
      prepareRestore({
        places: restorePlaces(environment, toBorgRepository(repository), wish),
        wish: { archive: wish.archiveName, paths: wish.paths, path: wish.path, owner: 'stored', user: null },
        folder,
        marker: 'restore-preview.0',
        signal,
      }),
      repository,
    );
    return await toSight(prepared, wish.limit);
  } finally {
    await removeTree(folder);
  }
}

async function toSight(prepared: Prepared, limit: number): Promise<RestoreSight> {
  const { plan, look, channels, problem } = prepared;
  const standings = { newer: 0, older: 0, same: 0, different: 0, 'other-kind': 0 };
  const existing: RestoreExisting[] = [];
  for await (const meeting of meetExisting(plan.file, prepared.existing)) {
    if (meeting.standing === null || !meeting.there) continue;
    standings[meeting.standing] += 1;
    if (existing.length < limit) existing.push(toExisting(meeting));
  }
  const possible = channels.find((one) => one.problem === null);
  return {
    selection: plan.counts,
    target: {
      exists: look.exists,
      isEmpty: look.isEmpty || !look.exists,
      freeSpace: look.freeSpace,
      hasRoom: look.freeSpace === null || look.freeSpace >= plan.counts.bytes,
    },
    channels: channels.map((one) => ({
      channel: one.channel,
      lost: [...traitsLost(one.channel, { isRoot: look.isRoot, isServerRoot: process.getuid?.() === 0 })],
      problem: one.problem?.message ?? null,
    })),
    channel: problem ? null : (possible?.channel ?? null),
    problem: problem?.message ?? null,
    existing,
    existingTotal: Object.values(standings).reduce((sum, count) => sum + count, 0),
    standings,
  };
}

const TYPES = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  s: 'fifo',
  c: 'device',
  b: 'device',
} as const;

function toExisting({ item, there, standing }: Meeting): RestoreExisting {
  return {
    path: item.path,
    standing: standing ?? 'other-kind',
    type: TYPES[item.type],
    size: sizeOf(item),
    mtime: item.mtime === null ? null : isoTime(item.mtime),
    typeThere: TYPES[there?.type ?? 'f'],
    sizeThere: there?.type === 'f' ? there.size : null,
    mtimeThere: there ? isoTime(there.mtime) : null,
  };
}

/** That of a hard link is another entry's. */
const sizeOf = ({ type, size, hardLink }: PlanEntry) =>
  type === 'f' && hardLink === undefined ? size : null;
const isoTime = (micros: number): string => new Date(Math.floor(micros / 1000)).toISOString();
