const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in two units at most: `under 1 s`, `41 s`, `4 min 10 s`, `1 h 50 min`, `2 d 3 h`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return 'under 1 s';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return twoUnits(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return twoUnits(ms, HOUR, 'h', MINUTE, 'min');
  return twoUnits(ms, DAY, 'd', HOUR, 'h');
}

/** How old something is, in one figure: `42 min`, `31 h`, `3 d 7 h`. */
export function formatAge(ms: number): string {
  if (ms < MINUTE) return 'under 1 min';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 48 * HOUR) return `${Math.floor(ms / HOUR)} h`;
  return twoUnits(ms, DAY, 'd', HOUR, 'h');
}

/** A guess of what is left: `about 6 min`. Seconds are not claimed past a minute. */
export function formatEta(ms: number): string {
  if (ms < MINUTE) return `about ${Math.max(1, Math.round(ms / SECOND))} s`;
  const minutes = Math.round(ms / MINUTE);
  return `about ${minutes < 60 ? `${minutes} min` : twoUnits(minutes * MINUTE, HOUR, 'h', MINUTE, 'min')}`;
}

function twoUnits(ms: number, big: number, bigWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((ms % big) / small);
  const head = `${Math.floor(ms / big)} ${bigWord}`;
  return rest === 0 ? head : `${head} ${rest} ${smallWord}`;
}
