import type { CatalogFacts } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { ENTRY_TYPES } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

/** What an archive holds at each of some paths; null: nothing. */
export function factsOf(
  file: CatalogFile,
  { line, seq, client }: ArchivePlace,
  paths: readonly string[],
): (CatalogFacts | null)[] {
  const nodes = new NodePaths(file);
  const version = file.prepare<
    [number, number, number, number],
    { type: number; size: number | null; mtime: number | null }
  >('select type, size, mtime from version where node = ? and line = ? and first <= ? and last >= ?');
  return paths.map((path) => {
    const node = nodes.find(client, path);
    const found = node === null ? undefined : version.get(node, line, seq, seq);
    return found ? { ...found, type: ENTRY_TYPES[found.type] ?? 'file' } : null;
  });
}
