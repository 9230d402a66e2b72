import type { ArchiveEntryKind } from '../archive/archive.ts';

/** Bytes; null: not known. Times are microseconds since 1970. Paths are archive paths; archives go by our ids. */
export interface CatalogEntry {
  readonly path: string;
  readonly type: ArchiveEntryKind;
  readonly size: number | null;
  readonly mtime: number | null;
  /** As `ls -l` shows it; '' with `user` and `group`: not known. */
  readonly mode: string;
  readonly user: string;
  readonly group: string;
  /** Target of a symbolic link, or the earlier entry that a hard link shares its content with. */
  readonly link: string | null;
}

export interface CatalogLevelEntry extends CatalogEntry {
  readonly name: string;
  /** Of a folder: how many files lie in it, however deep; its `size` is theirs together. */
  readonly files: number | null;
  /** It, or what lies in it, was not so in the archive of its config that was listed before. */
  readonly isChanged: boolean;
  /** Of what is changed, its size there; null: it was not there, or nobody knows. */
  readonly sizeBefore: number | null;
}

export type CatalogSort = 'name' | 'size' | 'mtime';

export interface CatalogPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageWanted {
  readonly limit: number;
  readonly cursor: string | null;
}

export interface CatalogLevel extends PageWanted {
  readonly archiveId: string;
  /** '' is the root. */
  readonly path: string;
  readonly sort: CatalogSort;
  readonly descending: boolean;
}

export interface CatalogSearch extends PageWanted {
  /** At least one character that is no slash. */
  readonly text: string;
  /** Only what this archive holds. */
  readonly archiveId: string | null;
  /** Only this client's archives; null: all. */
  readonly client: string | null;
}

export interface CatalogHit {
  readonly path: string;
  readonly type: ArchiveEntryKind;
  readonly size: number | null;
  readonly mtime: number | null;
  /** The archive that was asked for, else the newest that holds it. */
  readonly archiveId: string;
}

export interface CatalogHits extends CatalogPage<CatalogHit> {
  /** How much of all names was looked at, these and the pages before: 0 to 1. */
  readonly looked: number;
}

export interface CatalogVersion {
  readonly type: ArchiveEntryKind;
  readonly size: number | null;
  readonly mtime: number | null;
  /** The oldest and the newest archive that hold it, with none between them that holds another. */
  readonly first: CatalogMoment;
  readonly last: CatalogMoment;
  /** How many archives hold it. */
  readonly archives: number;
  /** The archive after its last one, where that holds nothing there; null: it holds another version, or there is none. */
  readonly goneIn: CatalogMoment | null;
}

/** An archive and its start, in milliseconds since 1970. */
export interface CatalogMoment {
  readonly archiveId: string;
  readonly timestamp: number;
}

export type CatalogChangeKind = 'added' | 'removed' | 'modified';

/** What the catalog knows of one path of an archive. */
export interface CatalogFacts {
  readonly type: ArchiveEntryKind;
  readonly size: number | null;
  readonly mtime: number | null;
}

export interface CatalogChange {
  readonly path: string;
  readonly type: ArchiveEntryKind;
  readonly change: CatalogChangeKind;
  readonly sizeBefore: number | null;
  readonly sizeAfter: number | null;
}

/** All changes of one kind together. */
export interface CatalogChangeTotal {
  readonly change: CatalogChangeKind;
  readonly count: number;
  readonly sizeBefore: number;
  readonly sizeAfter: number;
}

export interface CatalogGrowth {
  readonly path: string;
  /** Bytes more (or fewer) than before, of the files themselves. */
  readonly delta: number;
}

export interface CatalogMeasure {
  readonly isFolder: boolean;
  /** 1, or how many lie in the folder, however deep. */
  readonly files: number;
  /** Of those together. */
  readonly size: number;
}

/** What may be asked of a repository's catalog. `not-listed`: an archive that was asked for is not in it. */
export interface CatalogQuestions {
  /** How many paths it holds; null: the archive is not in the catalog. */
  entries: { readonly argument: { readonly archiveId: string }; readonly answer: number | null };
  /** The archive of its config that was listed before it; null: none, or it is not in the catalog itself. */
  previous: { readonly argument: { readonly archiveId: string }; readonly answer: string | null };
  /** Null: the archive holds nothing there. */
  level: {
    readonly argument: CatalogLevel;
    readonly answer: CatalogPage<CatalogLevelEntry> | 'not-listed' | 'no-folder' | null;
  };
  /** For each path; null: the archive holds nothing there. */
  measure: {
    readonly argument: { readonly archiveId: string; readonly paths: readonly string[] };
    readonly answer: ReadonlyArray<CatalogMeasure | null> | 'not-listed';
  };
  search: { readonly argument: CatalogSearch; readonly answer: CatalogHits };
  /** Newest first. */
  history: {
    readonly argument: { readonly client: string; readonly path: string };
    readonly answer: readonly CatalogVersion[];
  };
  /** From `archiveId` to `otherId`, largest change first; at most `folders` of those that grew or shrank most. */
  compare: {
    readonly argument: PageWanted & {
      readonly archiveId: string;
      readonly otherId: string;
      /** Null: of all kinds. */
      readonly change: CatalogChangeKind | null;
      readonly folders: number;
      readonly isWithTotals: boolean;
    };
    readonly answer:
      | (CatalogPage<CatalogChange> & {
          readonly folders: readonly CatalogGrowth[];
          /** Null: not asked for. A kind that there is none of is left out. */
          readonly totals: readonly CatalogChangeTotal[] | null;
        })
      | 'not-listed';
  };
  /** In the order of the paths; null: the archive holds nothing there. */
  facts: {
    readonly argument: { readonly archiveId: string; readonly paths: readonly string[] };
    readonly answer: readonly (CatalogFacts | null)[] | 'not-listed';
  };
  /** All that the catalog holds, to be held against what it should; null: they are as many as that. */
  archives: {
    readonly argument: { readonly unless: number | null };
    readonly answer: readonly string[] | null;
  };
  forget: { readonly argument: { readonly archiveIds: readonly string[] }; readonly answer: null };
}

/** An archive that a catalog is to take in. */
export interface CatalogArchive {
  readonly id: string;
  /** '' where the archive belongs to no client, or to no config. */
  readonly client: string;
  readonly config: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}
