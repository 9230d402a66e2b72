import { NARROW } from './space.ts';

/** Whole numbers with separators: `84,211`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** `62 %`; below one percent `under 1 %`. */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 1) return `under 1${NARROW}%`;
  return `${Math.floor(percent)}${NARROW}%`;
}

/** `1 file`, `2 files`; `plural` where an s does not do. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
