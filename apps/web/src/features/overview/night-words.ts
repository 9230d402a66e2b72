import type { NightCell, NightOutcome } from '@borgcube/domain/overview/dashboard';
import { counted } from '../../ui/format/count.ts';

export const OUTCOME_WORDS: Record<NightOutcome, string> = {
  good: 'good',
  warning: 'warning',
  failed: 'failed',
  suspect: 'suspect',
  missed: 'missed',
  running: 'running',
  none: 'none expected',
};

/** Those that the legend explains, in its order. */
export const LEGEND: readonly NightOutcome[] = ['good', 'warning', 'failed', 'suspect', 'missed', 'running'];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `24 Nov` of `2026-11-24`. */
export function nightName(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}

/** What a cell's tooltip says: date, outcome, job. */
export function cellWords(date: string, cell: NightCell): string {
  const words = `${nightName(date)}: ${OUTCOME_WORDS[cell.outcome]}`;
  return cell.jobId === null ? words : `${words}, job ${cell.jobId}`;
}

/** A row in one sentence: `web03: 27 good, 3 failed`. */
export function rowSentence(name: string, cells: readonly NightCell[]): string {
  const counts = LEGEND.map((outcome) => ({
    outcome,
    nights: cells.filter((cell) => cell.outcome === outcome).length,
  })).filter(({ nights }) => nights > 0);
  if (counts.length === 0) return `${name}: no nights yet`;
  return `${name}: ${counts.map(({ outcome, nights }) => `${nights} ${OUTCOME_WORDS[outcome]}`).join(', ')}`;
}

/** Every eighth night has its date below it, the last one its name. */
export function axisLabels(dates: readonly string[]): { at: number; label: string }[] {
  const last = dates.length - 1;
  return dates.flatMap((date, at) => {
    if (at === last) return [{ at, label: 'last night' }];
    return at % 7 === 0 && last - at > 5 ? [{ at, label: nightName(date) }] : [];
  });
}

/** `37 others`, or the count of all where none has a row of its own. */
export function othersName(others: number, rows: number): string {
  return rows === 0 ? counted(others, 'client') : counted(others, 'other');
}
