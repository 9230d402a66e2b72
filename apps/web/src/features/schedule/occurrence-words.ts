const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Sun 29 Nov 2026` of the floating time `2026-11-29T02:30:00`. */
export function dayWords(wall: string): string {
  const day = new Date(`${wall.slice(0, 10)}T00:00:00Z`);
  const month = MONTHS[day.getUTCMonth()] ?? '';
  return `${WEEKDAYS[day.getUTCDay()] ?? ''} ${day.getUTCDate()} ${month} ${day.getUTCFullYear()}`;
}

/** `02:30`, with seconds where there are any. */
export function timeWords(wall: string): string {
  const time = wall.slice(11);
  return time.length === 8 && time.endsWith(':00') ? time.slice(0, 5) : time;
}

/** `01:30Z` of an instant. */
export function utcWords(instant: string): string {
  return `${timeWords(instant.slice(0, 19))}Z`;
}
