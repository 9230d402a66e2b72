import { floatingTime } from '../schedule/floating-time.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAY_MS = 86_400_000;
/** As much as the list of archives takes. */
const TEXT_MAX = 200;

export interface ArchiveQuery {
  text?: string;
  takenFrom?: string;
  takenBefore?: string;
}

/** What a typed text asks the list of archives for: a day or a month in it (`db01 23 Nov`), the rest is a name or a host. */
export function readArchiveQuery(typed: string, now: Date, timeZone: string): ArchiveQuery {
  const found = findDate(typed, now, timeZone);
  const text = (found ? typed.replace(found.words, ' ') : typed).trim().slice(0, TEXT_MAX);
  return {
    ...(text !== '' && { text }),
    ...(found && {
      takenFrom: midnight(found.first, timeZone).toISOString(),
      takenBefore: midnight(found.end, timeZone).toISOString(),
    }),
  };
}

/** A day of a calendar; months begin with 0, and a day past the end of one is of the next, as `Date.UTC` counts. */
type CalendarDay = readonly [year: number, month: number, day: number];

interface FoundDate {
  readonly words: string;
  readonly first: CalendarDay;
  readonly end: CalendarDay;
}

function findDate(typed: string, now: Date, timeZone: string): FoundDate | null {
  const [year, month, day] = floatingTime(now, timeZone).slice(0, 10).split('-').map(Number) as [
    number,
    number,
    number,
  ];
  const iso = /(?<!\S)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\S)/.exec(typed);
  if (iso) {
    const [words, y, m, d] = iso;
    const of = [Number(y), Number(m) - 1] as const;
    return d === undefined
      ? { words, first: [...of, 1], end: [of[0], of[1] + 1, 1] }
      : { words, first: [...of, Number(d)], end: [...of, Number(d) + 1] };
  }
  const relative = /(?<!\S)(today|yesterday)(?!\S)/i.exec(typed);
  if (relative) {
    const at = relative[0].toLowerCase() === 'today' ? day : day - 1;
    return { words: relative[0], first: [year, month - 1, at], end: [year, month - 1, at + 1] };
  }
  const named =
    /(?<!\S)(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?(\d{1,2})\.? ([a-z]{3})[a-z]*(?: (\d{4}))?(?!\S)/i;
  const spoken = named.exec(typed);
  const at = MONTHS.indexOf(spoken?.[2]?.toLowerCase() ?? '');
  if (!spoken || at < 0) return null;
  const of = Number(spoken[1]);
  // Archives lie in the past: a day of this year that is still to come was meant in the last one.
  const isToCome = at > month - 1 || (at === month - 1 && of > day);
  const y = spoken[3] === undefined ? year - (isToCome ? 1 : 0) : Number(spoken[3]);
  return { words: spoken[0], first: [y, at, of], end: [y, at, of + 1] };
}

/** When the day begins in the zone. */
function midnight([year, month, day]: CalendarDay, timeZone: string): Date {
  const wanted = Date.UTC(year, month, day);
  const offset = (at: number) => Date.parse(`${floatingTime(new Date(at), timeZone)}Z`) - at;
  const guess = wanted - offset(wanted);
  const exact = wanted - offset(guess);
  // Where the clock skips midnight, the day begins later.
  return new Date(Math.abs(exact - guess) < DAY_MS ? exact : guess);
}
