import type { BorgLine } from '../log/borg-line.ts';
import { borgLocation } from './repository-target.ts';
import { runVerb, type VerbResult, type VerbRun } from './run-verb.ts';

export interface DeleteResult extends VerbResult {
  /** Borg did not find these. */
  readonly missing: readonly string[];
}

/** Bytes of names in one command line; the kernel takes 128 KiB in one argument list with ease. */
const NAMES_BYTES_MAX = 64_000;
const NAMES_MAX = 500;

/**
 * `borg delete` of archives by their exact names, in as many runs as their command lines need; it stops at the first
 * that fails. What was deleted is told by the list of archives afterwards, not by Borg's exit code.
 */
export async function deleteArchives(run: VerbRun, names: readonly string[]): Promise<DeleteResult> {
  const missing: string[] = [];
  const warnings: string[] = [];
  const onLine = (line: BorgLine) => {
    const name = line.type === 'message' ? parseNotFound(line.text) : null;
    if (name !== null) missing.push(name);
    run.events?.onLine?.(line);
  };
  let isWarning = false;
  for (const chunk of chunksOf(names)) {
    const args = ['delete', '--progress', '--', borgLocation(run.target), ...chunk];
    const result = await runVerb({ ...run, events: { ...run.events, onLine } }, args);
    warnings.push(...result.warnings);
    isWarning ||= result.isWarning;
    if (result.outcome !== 'done') return { ...result, warnings, isWarning, missing };
  }
  return { outcome: 'done', cause: null, warnings, isWarning, missing };
}

function parseNotFound(text: string): string | null {
  return /^Archive (.+) not found \(\d+\/\d+\)\.$/s.exec(text)?.[1] ?? null;
}

/** Without any name Borg would delete the whole repository: an empty chunk never comes out of here. */
export function chunksOf(names: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let bytes = NAMES_BYTES_MAX;
  for (const name of names) {
    if (name === '') throw new RangeError('An archive without a name cannot be deleted.');
    const size = Buffer.byteLength(name) + 1;
    const last = chunks.at(-1);
    if (last && bytes + size <= NAMES_BYTES_MAX && last.length < NAMES_MAX) last.push(name);
    else {
      chunks.push([name]);
      bytes = 0;
    }
    bytes += size;
  }
  return chunks;
}
