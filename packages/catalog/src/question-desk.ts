import type { CatalogQuestions } from '@borgcube/domain/catalog/catalog-questions';
import { countArchives, findPlace, findPrevious, listArchiveIds } from './archive-place.ts';
import type { Desk } from './catalog-request.ts';
import { compareArchives, sumChanges } from './compare-archives.ts';
import { factsOf } from './facts-of.ts';
import { fileHistory } from './file-history.ts';
import { folderGrowth } from './folder-growth.ts';
import { forgetArchives } from './forget-archives.ts';
import { listLevel } from './list-level.ts';
import { measurePaths } from './measure-paths.ts';
import { isBroken } from './open-catalog.ts';
import type { OpenFile, OpenFiles } from './open-files.ts';
import { searchNames } from './search-names.ts';

/** What is asked of the catalogs; one that turns out to be broken is none. */
export function makeQuestionDesk(files: OpenFiles, now: () => number): Pick<Desk, keyof CatalogQuestions> {
  const ask = <Answer>(path: string, answer: (opened: OpenFile | null) => Answer): Answer => {
    try {
      return answer(files.at(path));
    } catch (error) {
      if (!isBroken(error)) throw error;
      files.giveUp(path);
      return answer(null);
    }
  };
  return {
    entries: (path, { archiveId }) =>
      ask(path, (opened) => (opened && findPlace(opened.file, archiveId)?.entries) ?? null),
    previous: (path, { archiveId }) =>
      ask(path, (opened) => {
        const place = opened && findPlace(opened.file, archiveId);
        return (place && findPrevious(opened.file, place)?.id) ?? null;
      }),
    archives: (path, { unless }) =>
      ask(path, (opened) => {
        if ((opened ? countArchives(opened.file) : 0) === unless) return null;
        return opened ? listArchiveIds(opened.file) : [];
      }),
    level: (path, { archiveId, ...asked }) =>
      ask(path, (opened) => {
        const place = opened && findPlace(opened.file, archiveId);
        return place ? listLevel(opened.file, { ...asked, place }) : 'not-listed';
      }),
    measure: (path, { archiveId, paths }) =>
      ask(path, (opened) => {
        const place = opened && findPlace(opened.file, archiveId);
        return place ? measurePaths(opened.file, place, paths) : 'not-listed';
      }),
    search: (path, { archiveId, ...asked }) =>
      ask(path, (opened) => {
        const place = opened && archiveId !== null ? findPlace(opened.file, archiveId) : null;
        if (!opened || (archiveId !== null && !place)) return { items: [], nextCursor: null, looked: 1 };
        return searchNames(opened.file, opened.filter, { ...asked, place, now });
      }),
    history: (path, { client, path: wanted }) =>
      ask(path, (opened) => (opened ? fileHistory(opened.file, client, wanted) : [])),
    compare: (path, { archiveId, otherId, folders, isWithTotals, ...page }) =>
      ask(path, (opened) => {
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
      }),
    facts: (path, { archiveId, paths }) =>
      ask(path, (opened) => {
        const place = opened && findPlace(opened.file, archiveId);
        return place ? factsOf(opened.file, place, paths) : 'not-listed';
      }),
    forget: (path, { archiveIds }) =>
      ask(path, (opened) => {
        if (opened) forgetArchives(opened.file, archiveIds);
        return null;
      }),
  };
}
