import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';

export const FILES_IN_FOLDER = 999;
const FOLDERS_OF_USER = 500;
const WORDS =
  'report invoice backup draft photo holiday index server config notes summary budget archive letter contract design'.split(
    ' ',
  );
const KNOWN = { mode: '-rw-r--r--', user: 'user', group: 'users', link: null } as const;

/** Numbers that look like chance, and are the same in each run. */
export function makeDice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** `home/user07/projects/report-3512`: the folder of that number. */
export function folderPath(number: number): string {
  const user = String(Math.floor(number / FOLDERS_OF_USER)).padStart(2, '0');
  return `home/user${user}/projects/${WORDS[number % WORDS.length]}-${number}`;
}

/**
 * Folders of 1,000 entries, themselves among them, of five kinds: documents, photographs, objects named by their hash,
 * mails, sources. `change` decides which files of a folder are other ones than in the first archive.
 */
export function* syntheticEntries(
  folders: number,
  change: (folder: number, file: number) => boolean = () => false,
): Generator<CatalogEntry> {
  const dice = makeDice(1);
  for (let folder = 0; folder < folders; folder += 1) {
    const path = folderPath(folder);
    yield { path, type: 'directory', size: 0, mtime: 1.6e15, ...KNOWN, mode: 'drwxr-xr-x' };
    for (let file = 0; file < FILES_IN_FOLDER; file += 1) {
      const isChanged = change(folder, file);
      yield {
        path: `${path}/${nameOf(folder % 20, file, dice)}`,
        type: 'file',
        size: dice(1_000_000) + (isChanged ? 1 : 0),
        mtime: 1.6e15 + dice(1e9) * 1000 + (isChanged ? 1e14 : 0),
        ...KNOWN,
      };
    }
  }
}

function nameOf(kind: number, file: number, dice: (sides: number) => number): string {
  const word = () => WORDS[dice(WORDS.length)];
  const digits = (count: number) => String(dice(10 ** count)).padStart(count, '0');
  if (kind < 6) return `${word()}-${word()}-${2000 + dice(27)}-${file}.pdf`;
  if (kind < 10) return `IMG_20${digits(2)}${digits(4)}_${digits(6)}_${file}.jpg`;
  if (kind < 14)
    return Array.from({ length: 5 }, () =>
      dice(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  if (kind < 17) return `1${digits(9)}.M${digits(6)}P${digits(5)}.mail,S=${dice(100_000)}:2,S`;
  return `${word()}${word()}${file}.component.ts`;
}
