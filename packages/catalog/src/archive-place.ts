import type { CatalogFile } from './open-catalog.ts';

/** Where an archive stands in its line. */
export interface ArchivePlace {
  readonly id: string;
  readonly line: number;
  readonly seq: number;
  readonly timestamp: number;
  readonly entries: number;
  readonly client: string;
  readonly config: string;
  /** The client's tree, and its root. */
  readonly tree: number;
  readonly root: number;
}

const SELECT = `select a.id, a.line, a.seq, a.timestamp, a.entries, t.client, l.config, l.tree, t.root
  from archive a join line l on l.id = a.line join tree t on t.id = l.tree`;

/** Null: the archive is not in the catalog. */
export function findPlace(file: CatalogFile, archiveId: string): ArchivePlace | null {
  return file.prepare<[string], ArchivePlace>(`${SELECT} where a.id = ?`).get(archiveId) ?? null;
}

/** The archive of the same line that was listed before it; listings that were given up count for none. */
export function findPrevious(
  file: CatalogFile,
  { line, seq }: ArchivePlace,
): { readonly id: string; readonly seq: number } | null {
  const found = file.prepare<[number, number], { id: string; seq: number }>(
    'select id, seq from archive where line = ? and seq < ? order by seq desc limit 1',
  );
  return found.get(line, seq) ?? null;
}

export function countArchives(file: CatalogFile): number {
  return file.prepare<[], { count: number }>('select count(*) as count from archive').get()?.count ?? 0;
}

export function listArchiveIds(file: CatalogFile): string[] {
  return file
    .prepare<[], { id: string }>('select id from archive')
    .all()
    .map(({ id }) => id);
}

/** The archives of a client, oldest first. */
export function placesOfClient(file: CatalogFile, client: string): ArchivePlace[] {
  return file
    .prepare<[string], ArchivePlace>(`${SELECT} where t.client = ? order by a.timestamp, a.id`)
    .all(client);
}
