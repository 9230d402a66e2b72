import type { JobProgress } from '@borgcube/domain/job/job';
import { counted, formatCount, formatPercent } from '../../ui/format/count.ts';
import { formatEta } from '../../ui/format/duration.ts';
import { wallTime } from '../../ui/format/instant.ts';
import { formatRate, formatSize } from '../../ui/format/size.ts';

export interface ProgressWords {
  /** `62 %`, or what has been read so far where there is no good run to measure by. */
  headline: string;
  sentence: string;
  /** `about 6 min left`, null without a basis. */
  eta: string | null;
}

/** A percentage, an ETA and an expected end stand only on a last good run; without one, files and bytes. */
export function progressWords(progress: JobProgress | null, now: Date, timeZone: string): ProgressWords {
  if (!progress) return { headline: 'Starting', sentence: 'Nothing was read yet.', eta: null };
  if (progress.percent === null) return withoutBasis(progress);
  const etaMs = knownEta(progress);
  return {
    headline: formatPercent(progress.percent),
    sentence: [readOfExpected(progress), etaSentence(etaMs, now, timeZone)].filter(Boolean).join(' '),
    eta: etaMs === null ? null : `${formatEta(etaMs)} left`,
  };
}

/** Of a job that is no backup: its percent is Borg's own count of the phase that it is in. */
export function actWords(progress: JobProgress | null): ProgressWords {
  const percent = progress?.percent ?? null;
  return { headline: percent === null ? 'At work' : formatPercent(percent), sentence: '', eta: null };
}

function withoutBasis(progress: JobProgress): ProgressWords {
  const known = progress.originalSize !== null && progress.originalSize > 0;
  const files = progress.nfiles === null ? '' : `${counted(progress.nfiles, 'file')} so far. `;
  return {
    headline: known ? formatSize(progress.originalSize ?? 0) : (progress.message ?? 'Starting'),
    sentence: `${files}No earlier good run tells how much there is.`,
    eta: null,
  };
}

function readOfExpected(progress: JobProgress): string {
  if (progress.originalSize === null) return '';
  if (progress.expectedSize === null) return `${formatSize(progress.originalSize)} read.`;
  const words = `${formatSize(progress.originalSize)} of about ${formatSize(progress.expectedSize)}`;
  if (progress.originalSize > progress.expectedSize) return `${words}: more than in the last good run.`;
  return `${words}, as in the last good run.`;
}

/** Past what the last good run held, nothing is known of the end. */
export function knownEta(progress: JobProgress): number | null {
  const { originalSize, expectedSize, etaMs } = progress;
  return originalSize !== null && expectedSize !== null && originalSize > expectedSize ? null : etaMs;
}

function etaSentence(etaMs: number | null, now: Date, timeZone: string): string {
  if (etaMs === null) return '';
  const left = formatEta(etaMs);
  const end = wallTime(new Date(now.getTime() + etaMs), timeZone).time.slice(0, 5);
  return `${left.charAt(0).toUpperCase()}${left.slice(1)} left, done near ${end}.`;
}

/** One quiet line: `118 MiB/s · 214,806 files · 74.1 GiB of about 119 GiB`; what is unknown is left out. */
export function progressLine(progress: JobProgress | null): string {
  if (!progress) return '';
  const parts = [
    progress.rate === null ? null : formatRate(progress.rate),
    progress.nfiles === null ? null : counted(progress.nfiles, 'file'),
    sizeOfExpected(progress),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function sizeOfExpected(progress: JobProgress): string | null {
  if (progress.originalSize === null) return null;
  const read = formatSize(progress.originalSize);
  return progress.expectedSize === null ? read : `${read} of about ${formatSize(progress.expectedSize)}`;
}

/** What is read now, as the machine names it: Borg tells paths of an archive, which have no slash in front. */
export function currentPath(progress: JobProgress | null): string | null {
  if (!progress?.path) return null;
  return progress.path.startsWith('/') ? progress.path : `/${progress.path}`;
}

/** `files of about 341,000`: rounded to three digits, because the last run is no promise. */
export function filesCaption(progress: JobProgress): string {
  if (progress.expectedFiles === null) return 'files';
  return `files of about ${formatCount(Number(progress.expectedFiles.toPrecision(3)))}`;
}
