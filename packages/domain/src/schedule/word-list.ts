import type { WallMs } from './wall-time.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1st`, `22nd`. */
export function ordinalWord(number: number): string {
  const tens = number % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${suffix}`;
}

/** `last`, `2nd to last`, `3rd`. */
export function positionWord(position: number): string {
  if (position > 0) return ordinalWord(position);
  return position === -1 ? 'last' : `${ordinalWord(-position)} to last`;
}

/** `22 Nov 2026`. */
export function dateWords(wall: WallMs): string {
  const date = new Date(wall);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]?.slice(0, 3)} ${date.getUTCFullYear()}`;
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
