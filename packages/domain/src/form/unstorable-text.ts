import type { FieldErrors } from '../error/domain-error.ts';

/** PostgreSQL takes no NUL, and half a surrogate pair is no character anywhere. */
const UNSTORABLE = /[\0\p{Cs}]/u;

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** Messages for the texts anywhere in an input that no database of ours could keep as they are; null: there are none. */
export function unstorableTexts(input: unknown): FieldErrors | null {
  const found = new Map<string, readonly string[]>();
  const left: Array<readonly [path: string, value: unknown]> = [['', input]];
  // No recursion: how deep an input is nested is up to whoever sends it.
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && !isStorable(value)) {
      found.set(path, ['A text holds no NUL and no half characters.']);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, part] of Object.entries(value)) left.push([path === '' ? key : `${path}.${key}`, part]);
  }
  return found.size > 0 ? Object.fromEntries(found) : null;
}
