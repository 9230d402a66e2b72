import { EntryReader, type ReadEntry } from '@borgcube/borg/repository/entry-reader';
import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { ArchiveListing } from './archive-listing.ts';
import type { Desk } from './catalog-request.ts';
import { isBroken } from './open-catalog.ts';
import type { OpenFiles } from './open-files.ts';

/** Takes in one listing at a time. A catalog that turns out to be broken meanwhile is made anew by the next one. */
export function makeListingDesk(files: OpenFiles): Pick<Desk, 'begin' | 'write' | 'finish' | 'abort'> {
  let listing: ArchiveListing | null = null;
  let reader = new EntryReader();
  const list = <Answer>(path: string, act: () => Answer): Answer => {
    try {
      return act();
    } catch (error) {
      if (!isBroken(error)) throw error;
      listing = null;
      files.giveUp(path);
      throw new Error(
        'The catalog of this repository was broken, and is made anew. List the archive once more.',
      );
    }
  };
  const current = (): ArchiveListing => {
    if (!listing) throw new Error('no listing has begun');
    return listing;
  };
  return {
    begin(path, archive) {
      if (listing) throw new Error('one listing at a time');
      reader = new EntryReader();
      list(path, () => {
        listing = new ArchiveListing(files.open(path).file, archive);
      });
      return null;
    },
    write: (path, { chunk }) =>
      list(path, () => {
        const into = current();
        listing = null; // one that failed takes nothing more, and is not finished
        const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
        for (const entry of reader.read(text)) into.add(toEntry(entry));
        listing = into;
        return into.listed;
      }),
    finish: (path) =>
      list(path, () => {
        current().finish();
        const { listed } = current();
        listing = null;
        return listed;
      }),
    abort() {
      listing?.abort();
      listing = null;
      return null;
    },
  };
}

/** Field by field: there are millions. */
function toEntry(read: ReadEntry): CatalogEntry {
  return {
    path: read.path,
    type: read.type,
    // The content of a hard link is counted once, at the entry that it lies with.
    size: read.hardLink === undefined ? read.size : null,
    mtime: read.mtime,
    mode: read.mode,
    user: read.user,
    group: read.group,
    link: read.linkTarget ?? read.hardLink ?? null,
  };
}
