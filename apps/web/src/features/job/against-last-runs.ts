import type { Archive } from '@borgcube/domain/archive/archive';

export interface Range {
  median: number;
  least: number;
  most: number;
}

/** The last good archives of the same config, newest first, this job's own and suspect ones left out. */
export function lastGoodArchives(
  archives: readonly Archive[],
  configId: string | null,
  jobId: number,
  most = 5,
): Archive[] {
  if (configId === null) return [];
  return archives
    .filter((archive) => archive.configId === configId && archive.jobId !== jobId && archive.suspect === null)
    .slice(0, most);
}

/** Median and span of what is known; null when nothing is. */
export function rangeOf(values: readonly (number | null)[]): Range | null {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const [least] = known;
  const most = known.at(-1);
  const median = known[Math.floor((known.length - 1) / 2)];
  if (least === undefined || most === undefined || median === undefined) return null;
  return { median, least, most };
}
