import { dirname } from 'node:path';
import { Catalog } from '@borgcube/catalog/catalog';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { Page } from '@borgcube/domain/form/page';
import type { CatalogBenchHouse, TimedAnswer } from './catalog-bench-house.ts';
import { folderPath, makeDice } from './catalog-paths.ts';
import { LARGE_FOLDERS } from './feed-catalogs.ts';
import { type Measurement, percentile } from './measurement.ts';

const REQUESTS = 500;
const PAGE = 200;
const ENTRIES = 999;
/** The thread that the server itself asks. */
const PROGRAM = new URL('../../server/dist/catalog-thread.js', import.meta.url);

export interface LevelsOf {
  readonly repositoryId: string;
  readonly archiveId: string;
  /** Archive path of a folder of 999 files. */
  folder(number: number): string;
  readonly folders: number;
}

/** Folders of 999 entries at random: whole from the catalog, as the server has them, and by pages over HTTP. */
export async function measureLevels(
  bench: CatalogBenchHouse,
  million: Omit<LevelsOf, 'folders'>,
  large: Pick<LevelsOf, 'repositoryId' | 'archiveId'>,
): Promise<Measurement[]> {
  const of = {
    million: { ...million, folders: 1000 },
    large: { ...large, folder: folderPath, folders: LARGE_FOLDERS },
  };
  const whole = await wholeLevels(bench, of);
  const pages = await pagesOfLevels(bench, of);
  return [
    ...sized('a folder of 999 from the catalog, of 1,000,000', whole.million),
    ...sized('a folder of 999 from the catalog, of 10,000,000', whole.large),
    {
      name: 'ten million against one, 99th percentile',
      unit: '×',
      values: [percentile(whole.large, 0.99) / percentile(whole.million, 0.99)],
      limit: 1.5,
    },
    ...sized(`its first ${PAGE} over HTTP, of 1,000,000`, pages.million.first),
    ...sized(`its first ${PAGE} over HTTP, of 10,000,000`, pages.large.first),
    { name: 'all of it over HTTP in five pages, of 1,000,000', unit: 'ms', values: pages.million.all },
    { name: 'all of it over HTTP in five pages, of 10,000,000', unit: 'ms', values: pages.large.all },
  ];
}

function sized(name: string, values: number[]): Measurement[] {
  return [
    { name, unit: 'ms', values },
    { name: `${name}, 99th percentile`, unit: 'ms', values: [percentile(values, 0.99)], limit: 10 },
  ];
}

type Both<Value> = { readonly million: Value; readonly large: Value };

async function wholeLevels(bench: CatalogBenchHouse, of: Both<LevelsOf>): Promise<Both<number[]>> {
  const folder = dirname(bench.catalogFile(of.large.repositoryId));
  await using catalog = new Catalog({ folder, program: PROGRAM });
  return await eachLevel(of, async ({ repositoryId, archiveId }, path) => {
    const begin = performance.now();
    const asked = { archiveId, path, sort: 'name', descending: false, limit: 1000, cursor: null } as const;
    const level = await catalog.ask(repositoryId, 'level', asked);
    const time = performance.now() - begin;
    requireEntries(path, typeof level === 'object' && level ? level.items.length : 0);
    return time;
  });
}

async function pagesOfLevels(bench: CatalogBenchHouse, of: Both<LevelsOf>) {
  const times = await eachLevel(of, ({ archiveId }, path) => timesOfPages(bench, archiveId, path));
  const split = (both: ReadonlyArray<{ readonly first: number; readonly all: number }>) => ({
    first: both.map(({ first }) => first),
    all: both.map(({ all }) => all),
  });
  return { million: split(times.million), large: split(times.large) };
}

async function eachLevel<Time>(
  of: Both<LevelsOf>,
  timeOf: (level: LevelsOf, path: string) => Promise<Time>,
): Promise<Both<Time[]>> {
  const dice = makeDice(7);
  const times = { million: [] as Time[], large: [] as Time[] };
  for (let request = -20; request < REQUESTS; request += 1) {
    for (const which of ['million', 'large'] as const) {
      const level = of[which];
      const time = await timeOf(level, level.folder(dice(level.folders)));
      if (request >= 0) times[which].push(time); // the ones before open files
    }
  }
  return times;
}

async function timesOfPages(bench: CatalogBenchHouse, id: string, path: string) {
  let first = 0;
  let all = 0;
  let entries = 0;
  for (let cursor: string | null = null; ; ) {
    const asked: object = { id, path, limit: PAGE, cursor };
    const { answer, time }: TimedAnswer<Page<ArchiveEntry>> = await bench.ask('archives.entries', asked);
    first ||= time;
    all += time;
    entries += answer.items.length;
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  requireEntries(path, entries);
  return { first, all };
}

function requireEntries(path: string, entries: number): void {
  if (entries !== ENTRIES) throw new Error(`${path} has ${entries} entries`);
}
