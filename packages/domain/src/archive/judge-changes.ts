import { median } from '../job/usual-durations.ts';

/** What is counted against the archive before; bytes are those that only this archive brought. */
export const CHANGE_FIGURES = ['newFiles', 'changedFiles', 'deletedFiles', 'addedBytes'] as const;
export type ChangeFigure = (typeof CHANGE_FIGURES)[number];

/** Null: never compared, or not told. */
export type ArchiveCounts = Readonly<Record<ChangeFigure | 'nfiles' | 'originalSize', number | null>>;

export interface JudgedFigure {
  readonly value: number | null;
  /** Median of the earlier archives. */
  readonly usual: number | null;
  /** What it may be at most; null: too few earlier archives to tell. */
  readonly limit: number | null;
  readonly isBeyond: boolean;
}

export interface JudgedChanges {
  readonly figures: Readonly<Record<ChangeFigure, JudgedFigure>>;
  /** Why it is suspect, in words; null: it is as usual, or nobody can tell. */
  readonly suspect: string | null;
}

/** How many earlier good archives are looked at, newest first. */
export const BASELINE_MAX = 20;
const BASELINE_MIN = 5;
const MIB = 1024 ** 2;
const FILES_MIN = 20;
const BYTES_MIN = 64 * MIB;
/** A median absolute deviation times this is a standard deviation, where values are spread evenly about. */
const SPREAD = 1.4826;

const WORDS: Readonly<Record<ChangeFigure, string>> = {
  newFiles: 'new files',
  changedFiles: 'changed files',
  deletedFiles: 'deleted files',
  addedBytes: 'MiB added',
};

/** What a reason begins with that no later archive mends: what it tells of has happened. */
export const UNUSUAL = 'unusual: ';

export function isUnusual(suspect: string | null): boolean {
  return suspect?.startsWith(UNUSUAL) ?? false;
}

/**
 * Whether an archive changed far more than its config's usually do. A figure is beyond the usual when it is above all of:
 * three times the median, the median and ten times the spread, 1.2 times the greatest of the earlier ones, and a share
 * of what the archive holds (a tenth of the files, at least 20; a quarter of the bytes, at least 64 MiB).
 */
export function judgeChanges(made: ArchiveCounts, earlier: readonly ArchiveCounts[]): JudgedChanges {
  const judge = (figure: ChangeFigure): JudgedFigure => {
    const value = made[figure];
    const known = earlier.map((one) => one[figure]).filter((one) => one !== null);
    const usual = known.length === 0 ? null : median(known);
    if (known.length < BASELINE_MIN || usual === null) return { value, usual, limit: null, isBeyond: false };
    const limit = Math.max(shareOf(figure, made, earlier), limitOf(known, usual));
    return { value, usual, limit, isBeyond: value !== null && value > limit };
  };
  const figures = {
    newFiles: judge('newFiles'),
    changedFiles: judge('changedFiles'),
    deletedFiles: judge('deletedFiles'),
    addedBytes: judge('addedBytes'),
  };
  const beyond = CHANGE_FIGURES.filter((figure) => figures[figure].isBeyond);
  const words = beyond.map((figure) => wordsOf(figure, figures[figure]));
  return { figures, suspect: words.length === 0 ? null : `${UNUSUAL}${words.join('; ')}` };
}

function limitOf(known: readonly number[], usual: number): number {
  const spread = SPREAD * median(known.map((value) => Math.abs(value - usual)));
  return Math.max(3 * usual, usual + 10 * spread, 1.2 * Math.max(...known));
}

/** Of the larger of what the archive holds and what the earlier ones held: all may have been deleted. */
function shareOf(figure: ChangeFigure, made: ArchiveCounts, earlier: readonly ArchiveCounts[]): number {
  const isBytes = figure === 'addedBytes';
  const whole = isBytes ? 'originalSize' : 'nfiles';
  const held = earlier.map((one) => one[whole] ?? 0);
  const most = Math.max(made[whole] ?? 0, median(held));
  return isBytes ? Math.max(BYTES_MIN, most / 4) : Math.max(FILES_MIN, most / 10);
}

function wordsOf(figure: ChangeFigure, { value, usual }: JudgedFigure): string {
  const told = (count: number | null) => {
    const whole = Math.round((count ?? 0) / (figure === 'addedBytes' ? MIB : 1));
    return whole === 0 && count ? 'under 1' : whole.toLocaleString('en');
  };
  return `${told(value)} ${WORDS[figure]}, usually ${told(usual)}`;
}
