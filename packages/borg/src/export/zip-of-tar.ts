import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import type { Entry } from 'tar-stream';
import { storedOfBytes } from '../repository/python-text.ts';
import { zipName } from './zip-name.ts';
import { ZipNotes } from './zip-notes.ts';
import { ZipPlaces } from './zip-places.ts';
import type { ZipEntry } from './zip-records.ts';
import { ZipWriter } from './zip-writer.ts';

const FILE = 0o100000;
const FOLDER = 0o040000;
const SYMLINK = 0o120000;
const NAME_MAX = 0xffff;
/** More hard links than that are named, not held. */
const LINKS_MAX = 50_000;

const NOTHING = Buffer.alloc(0);

/** Puts the entries of a tar (read as Latin-1) into a zip; each method yields the bytes that it adds. */
export class ZipOfTar {
  readonly #zip = new ZipWriter();
  readonly #places = new ZipPlaces();
  readonly #notes = new ZipNotes();
  readonly #links = new Map<string, string>();

  /** Archive paths of hard links whose content is still to come, by an `add` of them as files. */
  get openLinks(): Iterable<string> {
    return this.#links.keys();
  }

  async *add(entry: Entry): AsyncGenerator<Buffer> {
    const { type, linkname, size = 0 } = entry.header;
    const path = pathOf(entry.header.name);
    if (type === 'link') {
      this.#keepLink(path, pathOf(linkname ?? ''));
    } else if (type === 'directory') {
      const made = this.#place(path, entry, FOLDER);
      if (made) yield* this.#zip.add(made, NOTHING);
    } else if (type === 'symlink') {
      const made = this.#place(path, entry, SYMLINK);
      if (made) yield* this.#zip.add(made, Buffer.from(linkname ?? '', 'latin1'));
    } else if (type === 'file') {
      this.#links.delete(path);
      const made = this.#place(path, entry, FILE);
      if (made) yield* this.#zip.addStream(made, size, entry);
    } else {
      this.#notes.add(path, type === 'fifo' ? 'is a named pipe.' : 'is a device.');
    }
    entry.resume();
  }

  *end(): Generator<Buffer> {
    for (const [path, target] of this.#links) this.#notes.add(path, `is a hard link to ${target}.`);
    const text = this.#notes.text();
    if (text !== null) {
      const name = Buffer.from(this.#notes.nameIn(this.#places));
      const mtime = Date.now() / 1000;
      yield* this.#zip.add({ name, mode: FILE | 0o644, mtime }, Buffer.from(text));
    }
    yield* this.#zip.end();
  }

  /** A link that came again goes behind the others. */
  #keepLink(path: string, target: string): void {
    const isKnown = this.#links.delete(path);
    if (isKnown || this.#links.size < LINKS_MAX) this.#links.set(path, target);
    else this.#notes.add(path, `is a hard link to ${target}.`);
  }

  /** Null: it cannot be in the zip, which is noted. */
  #place(path: string, { header }: Entry, type: number): ZipEntry | null {
    const name = zipName(path);
    const isFolder = type === FOLDER;
    if (name === '') return null; // the root of an archive that was made of a tar
    const bytes = Buffer.from(isFolder ? `${name}/` : name);
    const verdict = bytes.length > NAME_MAX ? 'too-long' : this.#places.take(name, isFolder);
    if (verdict !== 'free') {
      if (!(isFolder && verdict === 'again')) this.#notes.add(path, PROBLEMS[verdict]);
      return null;
    }
    if (name !== path) this.#notes.add(path, `is here called ${name}`);
    const mode = type === SYMLINK ? 0o777 : (header.mode ?? 0) & 0o7777;
    return { name: bytes, mode: type | mode, mtime: (header.mtime?.getTime() ?? 0) / 1000 };
  }
}

const PROBLEMS = {
  'too-long': 'has a name that is too long for a zip.',
  again: 'is in the archive once more; the first one is here.',
  'in-the-way': 'is below a file, or a folder where a file is: one of both is here.',
} as const;

const pathOf = (bytes: string): string => toArchivePath(storedOfBytes(bytes)).replace(/\/$/, '');
