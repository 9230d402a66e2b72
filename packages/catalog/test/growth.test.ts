import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveListing } from '@borgcube/catalog/archive-listing';
import { findPlace } from '@borgcube/catalog/archive-place';
import { readLevelRows } from '@borgcube/catalog/level-rows';
import { type CatalogFile, openCatalog } from '@borgcube/catalog/open-catalog';
import type { CatalogEntry } from '@borgcube/domain/catalog/catalog-questions';
import { fileEntry, folderEntry } from '@borgcube/testing/catalog/catalog-entry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FOLDERS = 100;
const FILES = 199;
const ENTRIES = FOLDERS * (FILES + 1);

let folder: string;
let file: CatalogFile;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-growth-'));
  file = openCatalog(join(folder, 'catalog.db'));
});
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

function* tree(isChanged: (number: number) => boolean): Generator<CatalogEntry> {
  for (let of = 0; of < FOLDERS; of += 1) {
    yield folderEntry(`home/user/projects/report-${of}`, { mtime: 1.6e15 });
    for (let number = 0; number < FILES; number += 1) {
      const size = (number * 7919) % 100_000;
      const changed = Number(isChanged(of * FILES + number));
      const path = `home/user/projects/report-${of}/invoice-draft-2026-${number}.pdf`;
      yield fileEntry(path, { size: size + changed, mtime: 1.6e15 + size + changed });
    }
  }
}

/** Pages and rows that it adds. */
function take(id: string, isChanged: (number: number) => boolean = () => false) {
  const before = sizeOf();
  const listing = new ArchiveListing(file, {
    id,
    client: 'client',
    config: 'config',
    timestamp: before.rows,
  });
  for (const entry of tree(isChanged)) listing.add(entry);
  listing.finish();
  const after = sizeOf();
  return { bytes: after.bytes - before.bytes, rows: after.rows - before.rows };
}

function sizeOf() {
  const pages = Number(file.pragma('page_count', { simple: true }));
  const rows = ['node', 'version', 'folder'].map(
    (table) => file.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0,
  );
  return { bytes: pages * 8192, rows: rows.reduce((sum, count) => sum + count, 0) };
}

describe('a catalog, archive after archive', () => {
  it('takes less than 200 bytes an entry, next to nothing for the same tree, and little for what changed', () => {
    const first = take('first');
    expect(first.bytes / ENTRIES).toBeLessThan(200);
    expect(first.rows).toBeLessThan(2.1 * ENTRIES);
    const second = take('second');
    expect(second.bytes).toBeLessThan(first.bytes * 0.05);
    expect(second.rows).toBe(0);
    const changed = ENTRIES / 100;
    const third = take('third', (number) => number % 100 === 7);
    // Each changed file, and the sums of its folder and of those above.
    expect(third.rows).toBeLessThanOrEqual(changed + FOLDERS + 4);
    expect(third.bytes / (first.bytes / ENTRIES)).toBeLessThan(changed * 1.2);
  });

  it('reads a page of a level in the order of its index, and sorts none of it', () => {
    const place = findPlace(file, 'first');
    if (!place) throw new Error('the first archive is not in the catalog');
    const plans: string[] = [];
    const explaining = {
      prepare: (sql: string) => {
        for (const row of file.prepare(`explain query plan ${sql}`).all({ ...values, name: '' }))
          plans.push(detailOf(row));
        return file.prepare(sql);
      },
    };
    const values = { line: place.line, seq: place.seq, folder: place.root, take: 2, node: 1 };
    const asked = {
      place,
      folder: place.root,
      sort: 'name',
      descending: false,
      limit: 2,
      cursor: null,
    } as const;
    readLevelRows(explaining as unknown as CatalogFile, asked);
    expect(plans.join('\n')).toMatch(
      /USING (COVERING )?INDEX node_folder[\s\S]*USING (COVERING )?INDEX node_name/,
    );
    expect(plans.join('\n')).not.toContain('TEMP B-TREE');
  });
});

const detailOf = (row: unknown): string => String(Reflect.get(Object(row), 'detail'));
