import type { RestoreChannel } from '@borgcube/domain/restore/restore-channel';
import type { RestorePreview, RestoreStanding } from '@borgcube/domain/restore/restore-preview';
import type { RestoreCounts } from '@borgcube/domain/restore/restore-receipt';
import { counted } from '../../ui/format/count.ts';
import { cutMiddle } from '../../ui/format/middle-cut.ts';
import { formatSize } from '../../ui/format/size.ts';
import { folderProblem, type RestoreChoice } from './restore-choice.ts';
import { chiefly, placeWords } from './restore-words.ts';

const PLACE_MOST = 44;

/** The previews of all archives of a basket, taken together. */
export interface Foresight {
  readonly selection: RestoreCounts;
  readonly existingTotal: number;
  readonly standings: Readonly<Record<RestoreStanding, number>>;
  /** Folders that meet what is none, and the other way round, as far as they are told: neither gives way. */
  readonly stubborn: number;
  readonly hostname: string | null;
  /** Least that is free at any of the places; null: not told. */
  readonly freeSpace: number | null;
  readonly hasRoom: boolean;
  /** Nothing is in any of the folders yet. */
  readonly isNew: boolean;
  readonly channel: RestoreChannel | null;
  readonly channels: RestorePreview['channels'];
  readonly problem: string | null;
}

const NO_STANDINGS = { newer: 0, older: 0, same: 0, different: 0, 'other-kind': 0 };

export function foresightOf(previews: readonly RestorePreview[]): Foresight {
  const selection = { files: 0, folders: 0, links: 0, others: 0, bytes: 0 };
  const standings: Record<RestoreStanding, number> = { ...NO_STANDINGS };
  for (const preview of previews) {
    for (const key of KINDS) selection[key] += preview.selection[key];
    for (const key of STANDINGS) standings[key] += preview.standings[key] ?? 0;
  }
  const free = previews.map(({ target }) => target.freeSpace).filter((bytes) => bytes !== null);
  return {
    selection,
    standings,
    existingTotal: previews.reduce((sum, preview) => sum + preview.existingTotal, 0),
    stubborn: previews.flatMap(({ existing }) => existing).filter(isStubborn).length,
    hostname: previews[0]?.target.hostname ?? null,
    freeSpace: free.length > 0 ? Math.min(...free) : null,
    hasRoom: previews.every(({ target }) => target.hasRoom) && fits(selection.bytes, free),
    isNew: previews.every(({ target }) => !target.exists || target.isEmpty),
    channel: previews[0]?.channel ?? null,
    channels: channelsOf(previews),
    problem: previews.find((preview) => preview.problem !== null)?.problem ?? null,
  };
}

function isStubborn({ type, typeThere }: RestorePreview['existing'][number]): boolean {
  return (type === 'directory') !== (typeThere === 'directory');
}

const KINDS = ['files', 'folders', 'links', 'others', 'bytes'] as const;
/** In the order in which they ask for thought. */
export const STANDINGS = ['other-kind', 'newer', 'different', 'older', 'same'] as const;

/** Each archive has room of its own; together they may not. */
function fits(bytes: number, free: readonly number[]): boolean {
  return free.length < 2 || bytes <= Math.min(...free);
}

/** A way is possible if it is so for every archive. */
function channelsOf(previews: readonly RestorePreview[]): RestorePreview['channels'] {
  return (previews[0]?.channels ?? []).map((first) => {
    const same = previews.flatMap(({ channels }) => channels.filter((one) => one.channel === first.channel));
    return { ...first, problem: same.find((one) => one.problem !== null)?.problem ?? null };
  });
}

/** Why it cannot be looked at yet what is there. */
export function choiceProblem(choice: RestoreChoice, collides: boolean): string | null {
  if (choice.machine === 'other' && choice.clientId === null) return 'Which machine?';
  if (choice.isOriginal)
    return collides ? 'Two archives hold the same path: they cannot both go to the original place.' : null;
  return folderProblem(choice.path);
}

/** Why it cannot be started as it is chosen; null: it can. */
export function startProblem(choice: RestoreChoice, foresight: Foresight): string | null {
  const { problem, hasRoom, freeSpace, selection, existingTotal, stubborn, channels } = foresight;
  if (problem !== null) return problem;
  const chosen = channels.find(({ channel }) => channel === choice.channel);
  if (chosen?.problem) return `Not by ${chosen.channel}: ${chosen.problem}`;
  if (choice.channel === null && foresight.channel === null)
    return channels.find((one) => one.problem !== null)?.problem ?? 'No way leads there.';
  if (!hasRoom && freeSpace !== null)
    return `${formatSize(selection.bytes)} are to be written, ${formatSize(freeSpace)} are free there.`;
  if (choice.owner === 'user' && choice.user.trim() === '') return 'Which user is to own it?';
  if (choice.conflict === 'refuse' && existingTotal > 0)
    return `${counted(existingTotal, 'path')} ${existingTotal === 1 ? 'is' : 'are'} in the way. Choose what becomes of ${existingTotal === 1 ? 'it' : 'them'}, or another folder.`;
  if (choice.conflict === 'overwrite' && stubborn > 0)
    return `${counted(stubborn, 'path')} cannot be replaced: a folder stands where the archive has none, or the other way round. Leave what is there, or choose another folder.`;
  return null;
}

/** What the act does: `Restore 212 files to web01:/srv/restored, replace 3`. */
export function actWords(choice: RestoreChoice, foresight: Foresight, path: string): string {
  const { selection, existingTotal, hostname } = foresight;
  const place = choice.isOriginal
    ? `their original place${hostname === null ? '' : ` on ${hostname}`}`
    : cutMiddle(placeWords(hostname, path), PLACE_MOST);
  const act = `Restore ${chiefly(selection)} to ${place}`;
  if (existingTotal === 0 || choice.conflict === 'refuse') return act;
  if (choice.conflict === 'overwrite') return `${act}, replace ${existingTotal}`;
  return `${act}, leave ${existingTotal} as ${existingTotal === 1 ? 'it is' : 'they are'}`;
}
