import { EntryReader, type ReadEntry } from '@borgcube/borg/repository/entry-reader';
import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { ArchiveListing } from './archive-listing.ts';
import { findPlace, findPrevious, listArchiveIds } from './archive-place.ts';
import type { CatalogMethod, CatalogRequests } from './catalog-request.ts';
import { compareArchives, sumChanges } from './compare-archives.ts';
import { factsOf } from './facts-of.ts';
import { fileHistory } from './file-history.ts';
import { folderGrowth } from './folder-growth.ts';
import { forgetArchives } from './forget-archives.ts';
import { listLevel } from './list-level.ts';
import { measurePaths } from './measure-paths.ts';
import { OpenFiles } from './open-files.ts';
import { searchNames } from './search-names.ts';

type Desk = {
  readonly [Method in CatalogMethod]: (
    path: string,
    argument: CatalogRequests[Method]['argument'],
  ) => CatalogRequests[Method]['answer'];
};

/** Answers what its thread is asked, one thing after the other; takes in one listing at a time. */
export function makeDesk(now: () => number): Desk {
  const files = new OpenFiles();
  let listing: ArchiveListing | null = null;
  let reader = new EntryReader();

  const at = (path: string) => files.at(path);
  const current = (): ArchiveListing => {
    if (!listing) throw new Error('no listing has begun');
    return listing;
  };

  return {
    entries(path, { archiveId }) {
      const opened = at(path);
      return (opened && findPlace(opened.file, archiveId)?.entries) ?? null;
    },
    previous(path, { archiveId }) {
      const opened = at(path);
      const place = opened && findPlace(opened.file, archiveId);
      return (place && findPrevious(opened.file, place)?.id) ?? null;
    },
    archives(path) {
      const opened = at(path);
      return opened ? listArchiveIds(opened.file) : [];
    },
    level(path, { archiveId, ...asked }) {
      const opened = at(path);
      const place = opened && findPlace(opened.file, archiveId);
      return place ? listLevel(opened.file, { ...asked, place }) : 'not-listed';
    },
    measure(path, { archiveId, paths }) {
      const opened = at(path);
      const place = opened && findPlace(opened.file, archiveId);
      return place ? measurePaths(opened.file, place, paths) : 'not-listed';
    },
    search(path, { archiveId, ...asked }) {
      const opened = at(path);
      const place = opened && archiveId !== null ? findPlace(opened.file, archiveId) : null;
      if (!opened || (archiveId !== null && !place)) return { items: [], nextCursor: null, looked: 1 };
      return searchNames(opened.file, opened.filter, { ...asked, place, now });
    },
    history(path, { client, path: wanted }) {
      const opened = at(path);
      return opened ? fileHistory(opened.file, client, wanted) : [];
    },
    compare(path, { archiveId, otherId, folders, isWithTotals, ...page }) {
      const opened = at(path);
      const before = opened && findPlace(opened.file, archiveId);
      const after = opened && findPlace(opened.file, otherId);
      if (!before || !after) return 'not-listed';
      const places = { before, after };
      const changes = compareArchives(opened.file, { ...places, ...page });
      return {
        ...changes,
        folders: folderGrowth(opened.file, places, folders),
        totals: isWithTotals ? sumChanges(opened.file, places) : null,
      };
    },
    facts(path, { archiveId, paths }) {
      const opened = at(path);
      const place = opened && findPlace(opened.file, archiveId);
      return place ? factsOf(opened.file, place, paths) : 'not-listed';
    },
    forget(path, { archiveIds }) {
      const opened = at(path);
      if (opened) forgetArchives(opened.file, archiveIds);
      return null;
    },
    begin(path, archive) {
      if (listing) throw new Error('one listing at a time');
      reader = new EntryReader();
      listing = new ArchiveListing(files.open(path).file, archive);
      return null;
    },
    write(_path, { chunk }) {
      const into = current();
      listing = null; // one that failed takes nothing more, and is not finished
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      for (const entry of reader.read(text)) into.add(toEntry(entry));
      listing = into;
      return into.listed;
    },
    finish() {
      current().finish();
      const { listed } = current();
      listing = null;
      return listed;
    },
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
