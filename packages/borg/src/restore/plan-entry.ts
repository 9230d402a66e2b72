import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { BorgFailure } from '../exit/borg-failure.ts';
import { TimeReader } from '../repository/entry-reader.ts';
import { FieldReader } from '../repository/python-text.ts';

/** As `ls` and `find` name them: file, folder, symbolic link, pipe, character and block device. */
export type EntryLetter = 'f' | 'd' | 'l' | 'p' | 'c' | 'b';

/** What an archive has at one path, as far as it is restored and compared. */
export interface PlanEntry {
  readonly path: string;
  readonly type: EntryLetter;
  /** Permission bits; null: a folder that is on the way and not in the archive. */
  readonly mode: number | null;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** Bytes; 0 for a hard link to another entry. */
  readonly size: number;
  /** Microseconds since 1970; null where it is no instant that can be told. */
  readonly mtime: number | null;
  /** Of a symbolic link; Borg tells bytes that are no UTF-8 as `?` here. */
  readonly link?: string;
  /** The entry whose content this one shares; same loss. */
  readonly hardLink?: string;
  /** A check --repair put zeros where content was lost. */
  readonly isBroken?: true;
  /** Not asked for: a folder above something that was. */
  readonly isAbove?: true;
}

const FIELDS = [
  'type',
  'mode',
  'uid',
  'gid',
  'user',
  'group',
  'size',
  'isomtime',
  'health',
  'source',
  'bpath',
];

/**
 * What `borg list` is to print for `PlanReader`. An archive that was made for it may hold a NUL in any text: the seal, which
 * nobody knew when it was made, tells where an entry really ends.
 */
export const planFormat = (seal: string): string =>
  `${FIELDS.map((field) => `{${field}}{NUL}`).join('')}${seal}{NUL}`;

/** No name on a disk holds a NUL: what Borg told of an entry was meant to be read as several. */
const BROKEN_SEAL: FailureCause = {
  kind: 'client-violated-protocol',
  message: 'The archive is not safe to restore: an entry of it has a NUL in its path, its owner or its link.',
};

/** Reads what `borg list --format` prints by `planFormat`, in whatever pieces it comes. Throws BorgFailure at a broken seal. */
export class PlanReader {
  readonly #seal: string;
  readonly #fields = new FieldReader();
  readonly #times = new TimeReader();

  constructor(seal: string) {
    this.#seal = seal;
  }

  *read(chunk: string): Generator<PlanEntry> {
    for (const fields of this.#fields.read(chunk, FIELDS.length + 1)) {
      if (fields[FIELDS.length] !== this.#seal) throw new BorgFailure(BROKEN_SEAL);
      yield this.#toEntry(fields);
    }
  }

  #toEntry(fields: readonly string[]): PlanEntry {
    const [
      kind = '',
      mode = '',
      uid,
      gid,
      user = '',
      group = '',
      size,
      mtime = '',
      health,
      source = '',
      path = '',
    ] = fields;
    const type = LETTERS[kind] ?? 'f';
    const target = source === '' ? {} : { [type === 'l' ? 'link' : 'hardLink']: toArchivePath(source) };
    return {
      path: toArchivePath(path),
      type,
      mode: modeOf(mode),
      uid: Number(uid),
      gid: Number(gid),
      user,
      group,
      size: Number(size),
      mtime: this.#times.read(mtime),
      ...target,
      ...(health === 'broken' ? { isBroken: true } : {}),
    };
  }
}

const LETTERS: Readonly<Record<string, EntryLetter>> = { '-': 'f', d: 'd', l: 'l', p: 'p', c: 'c', b: 'b' };

/** `-rwsr-xr-t` as bits. */
export function modeOf(text: string): number {
  const letters = text.slice(1);
  let bits = 0;
  for (let at = 0; at < 9; at++) {
    const letter = letters[at] ?? '-';
    if (letter !== '-' && letter !== 'S' && letter !== 'T') bits |= 0o400 >> at;
  }
  if (/[sS]/.test(letters[2] ?? '')) bits |= 0o4000;
  if (/[sS]/.test(letters[5] ?? '')) bits |= 0o2000;
  if (/[tT]/.test(letters[8] ?? '')) bits |= 0o1000;
  return bits;
}
