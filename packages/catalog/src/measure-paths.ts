import type { CatalogMeasure } from '@borgcube/domain/catalog/catalog-questions';
import type { ArchivePlace } from './archive-place.ts';
import { DIRECTORY } from './catalog-entry.ts';
import { NodePaths } from './node-path.ts';
import type { CatalogFile } from './open-catalog.ts';

/** Of each path what it is and comes to, with all below it; null where the archive holds nothing there. */
export function measurePaths(
  file: CatalogFile,
  place: ArchivePlace,
  paths: readonly string[],
): Array<CatalogMeasure | null> {
  const nodes = new NodePaths(file);
  const version = file.prepare<[number, number, number, number], Version>(
    'select type, size, link from version where node = ? and line = ? and first <= ? and last >= ?',
  );
  const versionOf = (path: string): Version | null => {
    const node = nodes.find(place.client, path);
    if (node === place.root) return ROOT;
    return (node !== null && version.get(node, place.line, place.seq, place.seq)) || null;
  };
  const total = file.prepare<[number, number, number], { size: number; files: number }>(
    'select size, files from folder where node = ? and line = ? and first <= ? order by first desc limit 1',
  );
  return paths.map((path) => {
    const found = versionOf(path);
    if (!found) return null;
    if (found.type === DIRECTORY) {
      const node = nodes.find(place.client, path) ?? place.root;
      return { isFolder: true, ...(total.get(node, place.line, place.seq) ?? { size: 0, files: 0 }) };
    }
    // A hard link that is chosen by itself brings along what it shares with another file.
    const holder = found.size === null && found.link !== null ? versionOf(found.link) : null;
    return { isFolder: false, files: 1, size: (found.size ?? holder?.size) || 0 };
  });
}

interface Version {
  readonly type: number;
  readonly size: number | null;
  readonly link: string | null;
}

const ROOT: Version = { type: DIRECTORY, size: null, link: null };
