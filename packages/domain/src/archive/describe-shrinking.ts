import { median } from '../job/usual-durations.ts';

export interface EarlierArchive {
  readonly nfiles: number | null;
  readonly originalSize: number | null;
}

/** Files or bytes came to less than half the median of the last good archives of the config: said as a sentence. */
export function describeShrinking(made: EarlierArchive, earlier: readonly EarlierArchive[]): string | null {
  return shrunkIn('nfiles', 'files', made, earlier) ?? shrunkIn('originalSize', 'bytes', made, earlier);
}

function shrunkIn(
  figure: keyof EarlierArchive,
  unit: string,
  made: EarlierArchive,
  earlier: readonly EarlierArchive[],
): string | null {
  const known = earlier.map((one) => one[figure]).filter((value) => value !== null);
  const now = made[figure];
  if (known.length === 0 || now === null) return null;
  const usual = median(known);
  return now < usual / 2 ? `shrunk: ${now} ${unit}, usually ${Math.round(usual)}` : null;
}
