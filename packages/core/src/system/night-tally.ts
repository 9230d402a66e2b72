import { countArchives, listTroubles, type NightRow } from '@borgcube/db/night-store';
import type { Database } from '@borgcube/db/open-database';
import { nightBegins, nightEnds } from '@borgcube/domain/overview/night';

/** What one night came to, over all clients. */
export interface NightTally {
  readonly good: number;
  /** Suspect archives, failed backups and warnings. */
  readonly events: readonly NightRow[];
}

interface Kept {
  readonly tally: NightTally;
  readonly until: number;
}

/** A night that is over changes only by what is told late (an archive judged, a job retried). */
const KEPT_MS = 10 * 60_000;
const EVENTS_MAX = 1000;
/** Backups that began in a night and ended after it are still told so much later. */
const SETTLED_AFTER_MS = 12 * 3_600_000;

const kept = new WeakMap<Database, Map<string, Kept>>();

/** Counts a night by its indexes; nights that are long over are counted once in ten minutes. */
export async function tallyNight(
  db: Database,
  date: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Promise<NightTally> {
  const nights = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, nights);
  const key = `${timeZone} ${date}`;
  const known = nights.get(key);
  if (known && known.until > now.getTime()) return known.tally;
  const between = { from: nightBegins(date, timeZone), to: nightEnds(date, timeZone) };
  const tally = await countNight(db, between);
  const isOver = now.getTime() - between.to.getTime() > SETTLED_AFTER_MS;
  if (isOver) nights.set(key, { tally, until: now.getTime() + KEPT_MS });
  forgetOld(nights, now.getTime());
  return tally;
}

async function countNight(
  db: Database,
  between: { readonly from: Date; readonly to: Date },
): Promise<NightTally> {
  const archives = await countArchives(db, between);
  const events = await listTroubles(db, between, EVENTS_MAX);
  const suspect = events.filter((event) => event.outcome === 'suspect').length;
  return { good: archives - suspect, events };
}

function forgetOld(nights: Map<string, Kept>, now: number): void {
  for (const [key, { until }] of nights) if (until <= now) nights.delete(key);
}
