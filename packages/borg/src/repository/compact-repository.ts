import type { BorgLine } from '../log/borg-line.ts';
import { borgLocation } from './repository-target.ts';
import { runVerb, type VerbResult, type VerbRun } from './run-verb.ts';

export interface CompactResult extends VerbResult {
  /** Bytes, to three or four digits as Borg says them; null: it did not say. */
  readonly freed: number | null;
}

/** `borg compact`: gives back the room of what was deleted, for good. */
export async function compactRepository(run: VerbRun): Promise<CompactResult> {
  let freed: number | null = null;
  const onLine = (line: BorgLine) => {
    if (line.type === 'message') freed = parseFreed(line.text) ?? freed;
    run.events?.onLine?.(line);
  };
  const args = ['compact', '--verbose', '--progress', '--', borgLocation(run.target)];
  const result = await runVerb({ ...run, events: { ...run.events, onLine } }, args);
  return { ...result, freed };
}

/** Borg counts in powers of 1000 (`format_file_size`). */
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];

/** The bytes in `compaction freed about 5.09 MB repository space.`; null in any other line. */
export function parseFreed(text: string): number | null {
  const match = /^(?:Remote: )?compaction freed about (-?[\d.]+) ([kMGTPEZY]?B) repository space/.exec(text);
  if (!match) return null;
  const bytes = Number(match[1]) * 1000 ** UNITS.indexOf(match[2] ?? 'B');
  return Number.isFinite(bytes) ? Math.max(0, Math.round(bytes)) : null;
}
