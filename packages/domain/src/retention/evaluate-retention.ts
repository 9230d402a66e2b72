import { offsetMsAt } from '../schedule/time-zone.ts';
import { parseKeepWithin } from './keep-within.ts';
import { INTERVALS, type Interval, type RetentionRules } from './retention-rules.ts';

export interface DatedArchive {
  /** Start of the archive, milliseconds since 1970. */
  readonly at: number;
  /** Decides between archives of the same time. */
  readonly name: string;
}

export interface RetentionVerdict<Archive> {
  readonly archive: Archive;
  readonly keep: boolean;
  /** As Borg prints it: `daily #3`, `within #1`, `monthly[oldest] #2`; null: no rule keeps it. */
  readonly rule: string | null;
}

/**
 * What `borg prune` 1.2 keeps of these archives when it runs at `now` (milliseconds) with the clock of the zone; newest
 * first, in Borg's own order: of the same time the greater name comes first.
 */
export function evaluateRetention<Archive extends DatedArchive>(
  rules: RetentionRules,
  archives: readonly Archive[],
  now: number,
): RetentionVerdict<Archive>[] {
  const sorted = [...archives].sort((one, other) => other.at - one.at || compareNames(other.name, one.name));
  const dated = sorted.map((archive) => ({
    archive,
    wall: archive.at + offsetMsAt(archive.at, rules.timeZone),
  }));
  const ruleOf = new Map<Archive, string>();
  keepWithin(sorted, ruleOf, { text: rules.keepWithin, now });
  for (const [interval, field] of INTERVALS) keepInterval(dated, ruleOf, { interval, count: rules[field] });
  return sorted.map((archive) => {
    const rule = ruleOf.get(archive) ?? null;
    return { archive, keep: rule !== null, rule };
  });
}

function keepWithin<Archive extends DatedArchive>(
  sorted: readonly Archive[],
  ruleOf: Map<Archive, string>,
  { text, now }: { readonly text: string | null; readonly now: number },
): void {
  const hours = text === null ? null : parseKeepWithin(text);
  if (hours === null) return;
  const since = now - hours * 3_600_000;
  for (const archive of sorted) {
    if (archive.at > since) ruleOf.set(archive, `within #${ruleOf.size + 1}`);
  }
}

interface Dated<Archive> {
  readonly archive: Archive;
  /** What the clock on the wall showed. */
  readonly wall: number;
}

/** Borg's `prune_split`: an archive that an earlier rule keeps opens its period here, but does not count. */
function keepInterval<Archive>(
  newestFirst: readonly Dated<Archive>[],
  ruleOf: Map<Archive, string>,
  { interval, count }: { readonly interval: Interval; readonly count: number },
): void {
  if (count === 0) return;
  let last: number | null = null;
  let kept = 0;
  for (const { archive, wall } of newestFirst) {
    const period = PERIODS[interval](wall);
    if (period === last) continue;
    last = period;
    if (ruleOf.has(archive)) continue;
    kept += 1;
    ruleOf.set(archive, `${interval} #${kept}`);
    if (kept === count) return;
  }
  const oldest = newestFirst.at(-1)?.archive;
  // With slots left the oldest archive is kept, so that a history that has just begun grows into its policy.
  if (oldest === undefined || kept >= count || ruleOf.has(oldest)) return;
  ruleOf.set(oldest, `${interval}[oldest] #${kept + 1}`);
}

const DAY_MS = 86_400_000;

/** A number for each period; two archives share it exactly when they lie in the same one. */
const PERIODS: Readonly<Record<Interval, (wall: number) => number>> = {
  secondly: (wall) => Math.floor(wall / 1000),
  minutely: (wall) => Math.floor(wall / 60_000),
  hourly: (wall) => Math.floor(wall / 3_600_000),
  daily: (wall) => Math.floor(wall / DAY_MS),
  // ISO weeks begin on Monday; 1 January 1970 was a Thursday.
  weekly: (wall) => Math.floor((Math.floor(wall / DAY_MS) + 3) / 7),
  monthly: (wall) => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth(),
  yearly: (wall) => new Date(wall).getUTCFullYear(),
};

/** By code points, which is how the bytes of Borg's manifest are sorted; UTF-16 has another order. */
function compareNames(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at < 0) return -1;
  return (a[at]?.codePointAt(0) ?? -1) < (b[at]?.codePointAt(0) ?? -1) ? -1 : 1;
}
