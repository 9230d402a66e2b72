import type { ArchiveHits } from '@borgcube/domain/catalog/catalog';
import type { CatalogBenchHouse, TimedAnswer } from './catalog-bench-house.ts';
import { feedCatalogs, HISTORY_PATH, NIGHTS } from './feed-catalogs.ts';
import { measureLevels } from './measure-levels.ts';
import type { ListedMillion } from './measure-listing.ts';
import { type Measurement, percentile } from './measurement.ts';

const SEARCHES = 20;
const HISTORIES = 200;
const HITS = 50;

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
    ...(await measureLevels(bench, million, {
      repositoryId: fed.largeRepositoryId,
      archiveId: fed.largeArchiveId,
    })),
    ...(await measureSearches(bench, fed.largeRepositoryId)),
    ...(await measureHistory(bench, fed.clientId)),
  ];
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
  let taken = 0;
  let hits = 0;
  for (let cursor: string | null = null; hits < HITS; ) {
    const asked: object = { text, repositoryId, limit: HITS - hits, cursor };
    const { answer, time }: TimedAnswer<ArchiveHits> = await bench.ask('archives.search', asked);
    taken += time;
    hits += answer.items.length;
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return taken;
}

async function measureHistory(bench: CatalogBenchHouse, clientId: string): Promise<Measurement[]> {
  const values: number[] = [];
  for (let request = -5; request < HISTORIES; request += 1) {
    const asked = { clientId, path: HISTORY_PATH };
    const { answer, time } = await bench.ask<{ versions: unknown[] }>('archives.history', asked);
    if (request >= 0) values.push(time);
    const { versions } = answer;
    if (versions.length !== NIGHTS) throw new Error(`${versions.length} versions`);
  }
  const name = `history of a path that changed in each of ${NIGHTS} archives`;
  return [
    { name, unit: 'ms', values, limit: 20 },
    { name: `${name}, 99th percentile`, unit: 'ms', values: [percentile(values, 0.99)], limit: 20 },
  ];
}
