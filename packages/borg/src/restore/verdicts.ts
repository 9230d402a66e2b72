import { join } from 'node:path';
import { closings } from './closings.ts';
import type { OwnerRule } from './compare-owner.ts';
import { compareRestored } from './compare-restored.ts';
import type { KnownOwners } from './known-owners.ts';
import type { Placing } from './place.ts';
import { readAttributes } from './read-attributes.ts';
import { readBack } from './read-back.ts';
import type { Channel } from './restore-run.ts';
import type { Restoring } from './restoring.ts';
import { readSorted, SortedCursor, writeSorted } from './sorted-file.ts';
import { hashSent, scratchTree } from './unpack.ts';
import { isPlaced, type VerdictRecord } from './verdict-record.ts';
import { fates, isWritten } from './weigh-fates.ts';

/** A set-user-ID that could not or should not come along is no difference. */
const SET_ID = 0o6000;

/** What reading back came to. */
export interface Judged {
  /** A VerdictRecord for each entry. */
  readonly file: string;
  /** Whether extended attributes and ACLs were compared; null: the way does not bring them along. */
  readonly areAttributesCompared: boolean | null;
}

/** Reads back what was unpacked and holds it against what was sent. */
export async function judgeUnpacked(
  restoring: Restoring,
  { channel, sent }: { readonly channel: Channel; readonly sent: string },
): Promise<Judged> {
  const { places, run, machineRun, folder, prepared, staging, events } = restoring;
  const [found, hashes, file] = [join(folder, 'found'), join(folder, 'hashes'), join(folder, 'verdicts')];
  const onFile = (files: number) => events.onProgress({ message: 'Reading back', files });
  const names = prepared.plan.owners;
  const [known] = await Promise.all([
    readBack({ ...machineRun, path: staging, names, found, hashes, folder, onFile }),
    channel === 'borg' ? hashSent(restoring, sent) : null,
  ]);
  const attributes = channel === 'scratch' ? await attributesOf(restoring) : undefined;
  const compared = compareRestored({
    attributes,
    plan: prepared.plan.file,
    sent,
    found,
    hashes,
    precision: precisionOf(channel),
    looseMode: run.owner === 'user' || !prepared.look.isRoot ? SET_ID : 0,
    isOpened: !prepared.look.isRoot,
    owner: ownerRule(restoring, known),
  });
  const { marker, onProcess } = machineRun;
  await using out = writeSorted<VerdictRecord>(places.environment, { file, folder, marker, onProcess });
  for await (const { fate } of fates(prepared, run.conflict)) {
    const { value } = await compared.next();
    if (!value || !isWritten(fate)) continue;
    const { entry, verdict, reason, sha256 } = value;
    await out.write({ path: entry.path, verdict, reason, sha256 });
  }
  await compared.next(); // it looks for what should not be there
  await out.end();
  return { file, areAttributesCompared: channel === 'tar' ? null : attributes !== undefined };
}

/** Only root can give away what it writes. */
function ownerRule({ run, prepared }: Restoring, known: KnownOwners): OwnerRule | null {
  const { isRoot, user } = prepared.look;
  if (!isRoot) return null;
  if (run.owner === 'user') return user && { type: 'user', ...user };
  return run.owner === 'numeric' ? { type: 'numeric' } : { type: 'stored', known };
}

/** The copy on this server is what they are compared with: where Borg itself writes at the target, there is no second one. */
async function attributesOf({ machineRun, folder, prepared, run, staging }: Restoring) {
  const isRoot = prepared.look.isRoot && process.getuid?.() === 0;
  const [stored, there] = [join(folder, 'attributes'), join(folder, 'attributes-there')];
  const here = { ...machineRun, machine: { type: 'server' } } as const;
  const path = scratchTree(folder);
  const isHere = await readAttributes({ ...here, path, file: stored, folder, isRoot });
  const isThere =
    isHere && (await readAttributes({ ...machineRun, path: staging, file: there, folder, isRoot }));
  return isThere ? { stored, there, isNumeric: run.owner === 'numeric' } : undefined;
}

export const precisionOf = (channel: Channel) => (channel === 'tar' ? 'second' : 'microsecond');

/** What is to be done to put the verified files into their places; where the whole folder becomes the target, nothing is moved. */
export async function* placings(
  { prepared, run }: Pick<Restoring, 'prepared' | 'run'>,
  verdicts: string,
): AsyncGenerator<Placing> {
  for await (const { item } of readSorted<VerdictRecord>(verdicts)) {
    if (item.verdict === 'other-content') yield { act: 'drop', path: item.path };
  }
  if (prepared.look.exists) {
    yield* moves({ prepared, run }, verdicts, 'move');
    yield* moves({ prepared, run }, verdicts, 'set');
  }
  yield* closings({ prepared }, verdicts);
}

async function* moves(
  { prepared, run }: Pick<Restoring, 'prepared' | 'run'>,
  verdicts: string,
  act: 'move' | 'set',
): AsyncGenerator<Placing> {
  await using verdict = new SortedCursor<VerdictRecord>(verdicts);
  let root: string | null = null;
  for await (const { meeting, fate } of fates(prepared, run.conflict)) {
    const { path, mtime } = meeting.item;
    const { item } = await verdict.at(meeting.key);
    if (!item || !isPlaced(item)) continue;
    if (fate.type === 'merge' && act === 'set') yield { act, path, mtime };
    if (fate.type === 'merge' || act === 'set') continue;
    if (root !== null && path.startsWith(`${root}/`)) continue;
    root = path;
    yield { act: 'move', path };
  }
}
