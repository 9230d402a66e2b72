import type { ArchiveDiff } from '@borgcube/domain/catalog/catalog';
import { formatCount } from '../../ui/format/count.ts';
import { formatDay, formatInstant, wallTime } from '../../ui/format/instant.ts';
import { formatSize } from '../../ui/format/size.ts';
import { signedSize } from '../archive/size-delta.tsx';

export type DiffTotals = NonNullable<ArchiveDiff['totals']>;

export interface Compared {
  host: string;
  /** When the two archives were taken; the other may be the older one. */
  from: Date;
  to: Date;
  totals: DiffTotals;
  folders: ArchiveDiff['folders'];
}

interface Reader {
  now: Date;
  timeZone: string;
}

export interface DiffVerdict {
  sentence: string;
  /** Where most of it lies: words, the path in its own type, words after it. */
  cause: { words: string; path: string; after: string } | null;
}

/** Bytes of all files, after less before. */
export function diffDelta({ added, removed, modified }: DiffTotals): number {
  return added.sizeAfter - removed.sizeBefore + modified.sizeAfter - modified.sizeBefore;
}

/** `db01 grew by 4.10 GiB since Mon 23 Nov`, and the folder that explains it. */
export function diffVerdict(compared: Compared, reader: Reader): DiffVerdict {
  const { totals, folders } = compared;
  const delta = diffDelta(totals);
  const sentence = changeSentence(compared, delta, reader);
  return { sentence, cause: delta === 0 ? null : causeOf(folders, delta) };
}

function changeSentence({ host, from, to, totals }: Compared, delta: number, reader: Reader): string {
  const isBack = to < from;
  const [first, last] = isBack ? [to, from] : [from, to];
  const [early, late] = daysOf(first, last, reader);
  const count = totals.added.count + totals.removed.count + totals.modified.count;
  if (count === 0) return `Nothing changed in ${host} between ${early} and ${late}`;
  const size = formatSize(Math.abs(delta));
  if (isBack) {
    if (delta === 0) return `${host} was as large on ${early} as on ${late}`;
    return `${host} was ${size} ${delta < 0 ? 'smaller' : 'larger'} on ${early} than on ${late}`;
  }
  const isNow = reader.now.getTime() - last.getTime() < 48 * 3_600_000;
  const when = isNow ? `since ${early}` : `between ${early} and ${late}`;
  if (delta === 0) return `${host} stayed as large as it was ${when}`;
  return `${host} ${delta > 0 ? 'grew' : 'shrank'} by ${size} ${when}`;
}

/** Days alone, or with the time where both were taken on one. */
function daysOf(first: Date, last: Date, { now, timeZone }: Reader): [string, string] {
  const day = (at: Date) => `${wallTime(at, timeZone).weekday} ${formatDay(at, now, timeZone)}`;
  if (day(first) !== day(last)) return [day(first), day(last)];
  return [formatInstant(first, now, timeZone), formatInstant(last, now, timeZone)];
}

/** A folder stands for the change where it makes out at least half of it. */
function causeOf(folders: ArchiveDiff['folders'], delta: number): DiffVerdict['cause'] {
  const most = folders[0];
  if (!most || Math.sign(most.delta) !== Math.sign(delta)) return null;
  const { path } = most;
  if (Math.abs(most.delta) > Math.abs(delta)) {
    const after = delta > 0 ? ', less elsewhere' : ', more elsewhere';
    return { words: `${signedSize(most.delta)} under`, path, after };
  }
  if (Math.abs(most.delta) * 2 < Math.abs(delta)) return null;
  if (most.delta === delta) return { words: 'all of it under', path, after: '' };
  return { words: `${formatSize(Math.abs(most.delta))} of it under`, path, after: '' };
}

/** `1 added (180 MiB), 3 removed (12.0 MiB), 4 modified (+19.1 MiB)`. */
export function totalsWords({ added, removed, modified }: DiffTotals): string {
  const grown = modified.sizeAfter - modified.sizeBefore;
  const part = (count: number, word: string, size: string | null) =>
    `${formatCount(count)} ${word}${size === null || count === 0 ? '' : ` (${size})`}`;
  return [
    part(added.count, 'added', formatSize(added.sizeAfter)),
    part(removed.count, 'removed', formatSize(removed.sizeBefore)),
    part(modified.count, 'modified', grown === 0 ? null : signedSize(grown)),
  ].join(', ');
}
