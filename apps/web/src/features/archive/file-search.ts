import { toArchiveNeedle } from '@borgcube/domain/archive/archive-path';
import { formatPercent } from '../../ui/format/count.ts';
import type { Mark } from '../../ui/middle-cut.tsx';

/** As much as the search takes. */
const TEXT_MAX = 500;
/** From so many bytes on the catalog knows beforehand where to look. */
const QUICK_BYTES = 3;

/** What is looked for in names and paths; null: nothing yet. */
export function fileNeedle(typed: string): string | null {
  const text = typed.trim().slice(0, TEXT_MAX);
  return /[^/]/.test(text) ? text : null;
}

/** What a search looks through, in words, where that is not what one would think; else null. */
export function needleWords(needle: string): string | null {
  const steps = needle.split('/').filter((step) => step !== '');
  const last = steps.at(-1) ?? '';
  if (new TextEncoder().encode(last).length >= QUICK_BYTES) return null;
  return `“${last}” is short: only names of files and folders that hold it are found, and each name is looked at. With three characters it goes faster.`;
}

/** How far a search is that goes on: `31 % of the names were looked at, nothing so far.` */
export function lookedWords(looked: number, hits: number): string {
  return `${formatPercent(looked * 100)} of the names were looked at${hits === 0 ? ', nothing so far' : ''}.`;
}

/** Where the needle stands in a path as it is shown; null: nowhere in these letters. */
export function needleMark(shown: string, needle: string): Mark | null {
  const wanted = toArchiveNeedle(needle).replace(/^\/|\/$/g, '');
  const from = asciiLower(shown).lastIndexOf(asciiLower(wanted));
  return wanted === '' || from < 0 ? null : { from, to: from + wanted.length };
}

/** As the catalog compares: letters beyond ASCII are not alike, and no letter changes its length. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Where files are looked for; nothing named: everywhere. */
export interface SearchScope {
  archiveId?: string;
  clientId?: string;
  repositoryId?: string;
}
