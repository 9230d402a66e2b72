import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { ArchiveHits } from '@borgcube/domain/catalog/catalog';
import type { Page } from '@borgcube/domain/form/page';
import type { CatalogBenchHouse } from './catalog-bench-house.ts';
import { folderPath, makeDice } from './catalog-paths.ts';
import { feedCatalogs, HISTORY_PATH, LARGE_FOLDERS, NIGHTS } from './feed-catalogs.ts';
import type { ListedMillion } from './measure-listing.ts';
import { type Measurement, percentile } from './measurement.ts';

const REQUESTS = 500;
const SEARCHES = 20;
const HISTORIES = 200;
const HITS = 50;
const PAGE = 200;

/** Parts that millions of names have (`.jpg`), that few, one or none has, and steps of paths. */
const NEEDLES = [
  '.jpg',
  'invoice',
  'IMG_2023',
  'Budget-',
  'component.ts',
  ':2,S',
  '0ff',
  'a1b2c3',
  'a1b2c3d4e5',
  'M123456P',
  'report-draft-2019-77',
  'designnotes',
  'zqj',
  'q9x',
  '.xyz',
  'needle in the haystack',
  'nothing-like-this-at-all',
  'letter-9982',
  'user07/projects/',
  'projects/report-1600/inv',
];

/** What a person asks over HTTP: of the million, and of ten million paths and a year of nights that were fed without a Borg. */
export async function measureQuestions(
  bench: CatalogBenchHouse,
  million: ListedMillion,
): Promise<Measurement[]> {
  const fed = await feedCatalogs(bench);
  return [
    ...(await measureLevels(bench, million, fed.largeArchiveId)),
    ...(await measureSearches(bench, fed.largeRepositoryId)),
    ...(await measureHistory(bench, fed.clientId)),
  ];
}

async function measureLevels(
  bench: CatalogBenchHouse,
  million: ListedMillion,
  largeArchiveId: string,
): Promise<Measurement[]> {
  const dice = makeDice(7);
  const first = { million: [] as number[], large: [] as number[] };
  const whole = { million: [] as number[], large: [] as number[] };
  for (let request = -20; request < REQUESTS; request += 1) {
    const times = {
      million: await timesOfLevel(bench, million.archiveId, million.folder(dice(1000))),
      large: await timesOfLevel(bench, largeArchiveId, folderPath(dice(LARGE_FOLDERS))),
    };
    if (request < 0) continue; // the first ones open files
    for (const which of ['million', 'large'] as const) {
      first[which].push(times[which].first);
      whole[which].push(times[which].whole);
    }
  }
  const p99 = (values: number[]) => percentile(values, 0.99);
  const of = (name: string, values: number[]): Measurement[] => [
    { name, unit: 'ms', values },
    { name: `${name}, 99th percentile`, unit: 'ms', values: [p99(values)], limit: 10 },
  ];
  return [
    ...of(`first ${PAGE} of a folder of 999, of 1,000,000`, first.million),
    ...of(`first ${PAGE} of a folder of 999, of 10,000,000`, first.large),
    {
      name: 'ten million against one, 99th percentile',
      unit: '×',
      values: [p99(first.large) / p99(first.million)],
      limit: 1.5,
    },
    { name: 'all 999 in five pages, of 1,000,000', unit: 'ms', values: whole.million },
    { name: 'all 999 in five pages, of 10,000,000', unit: 'ms', values: whole.large },
  ];
}

async function timesOfLevel(bench: CatalogBenchHouse, id: string, path: string) {
  const begin = performance.now();
  let first = 0;
  let entries = 0;
  for (let cursor: string | null = null; ; ) {
    const page: Page<ArchiveEntry> = await bench.ask('archives.entries', { id, path, limit: PAGE, cursor });
    first ||= performance.now() - begin;
    entries += page.items.length;
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  if (entries !== 999) throw new Error(`${path} has ${entries} entries`);
  return { first, whole: performance.now() - begin };
}

/** A needle of one byte after the other, so that the pages of each are as cold as they are in life. */
async function measureSearches(bench: CatalogBenchHouse, repositoryId: string): Promise<Measurement[]> {
  const times = new Map<string, number[]>(NEEDLES.map((needle) => [needle, []]));
  const opening = await timeOfSearch(bench, repositoryId, 'opening');
  for (let round = 0; round < SEARCHES; round += 1)
    for (const [needle, values] of times) values.push(await timeOfSearch(bench, repositoryId, needle));
  const p95 = [...times.values()].map((values) => percentile(values, 0.95));
  return [
    { name: 'first search of a thread', unit: 'ms', values: [opening] },
    {
      name: `first ${HITS} hits over 10,000,000 paths: 95th percentile of each of ${NEEDLES.length} needles`,
      unit: 'ms',
      values: p95,
      limit: 200,
    },
    { name: 'slowest of these needles, 95th percentile', unit: 'ms', values: [Math.max(...p95)], limit: 200 },
    { name: 'of a needle in 2,000,000 names', unit: 'ms', values: times.get('.jpg') ?? [], limit: 200 },
  ];
}

/** Until there are so many, or no more. */
async function timeOfSearch(bench: CatalogBenchHouse, repositoryId: string, text: string): Promise<number> {
  const begin = performance.now();
  let hits = 0;
  for (let cursor: string | null = null; hits < HITS; ) {
    const page: ArchiveHits = await bench.ask('archives.search', {
      text,
      repositoryId,
      limit: HITS - hits,
      cursor,
    });
    hits += page.items.length;
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return performance.now() - begin;
}

async function measureHistory(bench: CatalogBenchHouse, clientId: string): Promise<Measurement[]> {
  const values: number[] = [];
  for (let request = -5; request < HISTORIES; request += 1) {
    const begin = performance.now();
    const { versions } = await bench.ask<{ versions: unknown[] }>('archives.history', {
      clientId,
      path: HISTORY_PATH,
    });
    if (request >= 0) values.push(performance.now() - begin);
    if (versions.length !== NIGHTS) throw new Error(`${versions.length} versions`);
  }
  const name = `history of a path that changed in each of ${NIGHTS} archives`;
  return [
    { name, unit: 'ms', values, limit: 20 },
    { name: `${name}, 99th percentile`, unit: 'ms', values: [percentile(values, 0.99)], limit: 20 },
  ];
}
