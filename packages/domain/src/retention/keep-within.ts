/** Hours of each of Borg's units: a month is 31 days, a year 365. */
const HOURS: Readonly<Record<string, number>> = { H: 1, d: 24, w: 7 * 24, m: 31 * 24, y: 365 * 24 };

/** Borg's `--keep-within`: `24H`, `10d`, `1w`, `2m`, `1y`. Null: not written like that, or no time at all. */
export function parseKeepWithin(text: string): number | null {
  const match = /^(\d{1,6})([Hdwmy])$/.exec(text);
  const hours = Number(match?.[1]) * (HOURS[match?.[2] ?? ''] ?? Number.NaN);
  return hours > 0 ? hours : null;
}
