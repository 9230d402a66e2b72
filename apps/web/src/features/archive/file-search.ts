import { formatPercent } from '../../ui/format/count.ts';
import { cutMiddle } from '../../ui/format/middle-cut.ts';
import { visibleName } from './archive-path.ts';

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

export interface MarkedText {
  before: string;
  hit: string;
  after: string;
}

/** A path as it is shown, cut in its middle, and where the needle stands in it. */
export function markNeedle(path: string, needle: string, most: number): MarkedText {
  const shown = cutMiddle(visibleName(path), most);
  const wanted = needle.replace(/^\/|\/$/g, '');
  const at = asciiLower(shown).lastIndexOf(asciiLower(wanted));
  if (wanted === '' || at < 0) return { before: shown, hit: '', after: '' };
  const end = at + wanted.length;
  return { before: shown.slice(0, at), hit: shown.slice(at, end), after: shown.slice(end) };
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
