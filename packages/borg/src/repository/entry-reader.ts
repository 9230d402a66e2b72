import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { FieldReader } from './python-text.ts';

/** One entry of an archive, in its order there; paths as in `domain/archive/archive-path`. */
export interface ReadEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'fifo' | 'device';
  /** Bytes; 0 for a hard link to an earlier entry. */
  readonly size: number;
  /** Microseconds since 1970; null where it is no instant that can be told. */
  readonly mtime: number | null;
  /** As `ls -l` shows it. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  /** Of a symbolic link; Borg tells bytes that are no UTF-8 as `?` here. */
  readonly linkTarget?: string;
  /** Earlier entry whose content this one shares; same loss. */
  readonly hardLink?: string;
}

const FIELDS = ['mode', 'size', 'isomtime', 'user', 'group', 'bpath', 'source'];

/** What `borg list` is to print for this reader: NUL-separated costs half of what JSON lines do. */
export const ENTRY_FORMAT = FIELDS.map((field) => `{${field}}{NUL}`).join('');

/** Reads what `borg list --format` prints by `ENTRY_FORMAT`, in whatever pieces it comes. */
export class EntryReader {
  readonly #fields = new FieldReader();
  readonly #times = new TimeReader();

  /** The entries that are whole by now. */
  read(chunk: string): ReadEntry[] {
    return this.#fields.read(chunk, FIELDS.length).map((fields) => this.#toEntry(fields));
  }

  #toEntry(fields: readonly string[]): ReadEntry {
    const [mode = '', size = '', mtime = '', user = '', group = '', path = '', source = ''] = fields;
    const entry: Writable<ReadEntry> = {
      path: toArchivePath(path),
      type: TYPES[mode[0] ?? ''] ?? 'file',
      size: Number(size),
      mtime: this.#times.read(mtime),
      mode: mode.startsWith('h') ? `-${mode.slice(1)}` : mode, // Borg's mark of a hard link; `hardLink` tells it
      user,
      group,
    };
    if (source !== '') entry[mode.startsWith('l') ? 'linkTarget' : 'hardLink'] = toArchivePath(source);
    return entry;
  }
}

type Writable<Record> = { -readonly [Key in keyof Record]: Record[Key] };

const TYPES: Readonly<Record<string, ReadEntry['type']>> = {
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  c: 'device',
  b: 'device',
};

/** The number that stands there; what is behind the end of the text counts as 0. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = at < text.length ? text.charCodeAt(at) - 0x30 : 0;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads `2026-11-22T21:48:24.123456`, in UTC; 1.4 may add an offset of nothing. */
export class TimeReader {
  #day = '';
  #dayMs: number | null = null;

  read(text: string): number | null {
    const day = text.slice(0, 10);
    if (day !== this.#day) {
      const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
      this.#day = day;
      this.#dayMs = Number.isNaN(ms) ? null : ms;
    }
    if (this.#dayMs === null) return null;
    const seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
    const fraction = text[19] === '.' ? digits(text, 20, 26) : 0;
    const time = (this.#dayMs + seconds * 1000) * 1000 + fraction;
    return Number.isNaN(time) ? null : time;
  }
}
