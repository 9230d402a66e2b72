import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BorgcubeClient, createBorgcubeClient } from '@borgcube/client';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { CANARY_PASSPHRASE } from '@borgcube/testing/house/start-house';
import { type CatalogBenchHouse, sizeOfCatalog } from './catalog-bench-house.ts';
import { FILES_IN_FOLDER, folderPath } from './catalog-paths.ts';
import type { Measurement } from './measurement.ts';

const FOLDERS = 1000;
const RUNS = 3;

export interface ListedMillion {
  readonly repositoryId: string;
  readonly archiveId: string;
  /** Archive path of a folder of 999 files. */
  folder(number: number): string;
  readonly measurements: Measurement[];
}

/** An archive of a million entries taken in by the server, each time right after a plain `borg list --json-lines` of it. */
export async function measureListing(bench: CatalogBenchHouse): Promise<ListedMillion> {
  const { house } = bench;
  const source = join(bench.folder, 'source');
  makeFiles(source);
  const repository = await house.makeRepository({ url: join(bench.folder, 'repository') });
  const client = await house.makeClient();
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const { archiveId } = await house.backUp(config.id);
  rmSync(source, { recursive: true });
  const archive = await house.query<Archive>('archives.get', { id: archiveId });
  await untilListed(bench, await listingOf(bench));
  const file = bench.catalogFile(repository.id);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    await bench.whileStopped(() => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    });
    const plain = await plainListing(bench, `${repository.url}::${archive.name}`);
    const seen = await bench.watch(async () => {
      const begin = performance.now();
      await untilListed(bench, await house.mutate<Job>('archives.buildCatalog', { id: archiveId }));
      return (performance.now() - begin) / 1000;
    });
    runs.push({ plain, ...seen, disk: sizeOfCatalog(file) });
  }
  const ratios = runs.map(({ plain, result }) => result / plain);
  return {
    repositoryId: repository.id,
    archiveId: archive.id,
    folder: (number) => `${source.slice(1)}/${folderPath(number)}`,
    measurements: [
      {
        name: 'borg list --json-lines of 1,000,000 entries',
        unit: 's',
        values: runs.map(({ plain }) => plain),
      },
      {
        name: 'listed by the server: to be browsed and searched',
        unit: 's',
        values: runs.map(({ result }) => result),
      },
      { name: 'listed against plain borg list', unit: '×', values: ratios, limit: 0.75 },
      {
        name: 'memory added meanwhile',
        unit: 'MiB',
        values: runs.map(({ mebibytes }) => mebibytes),
        limit: 250,
      },
      { name: 'catalog on disk', unit: 'MiB', values: runs.map(({ disk }) => disk), limit: 250 },
      {
        name: 'event loop delay meanwhile, 99th percentile',
        unit: 'ms',
        values: runs.map(({ loopDelay }) => loopDelay),
        limit: 50,
      },
    ],
  };
}

/** Empty: it is entries that cost. */
function makeFiles(source: string): void {
  for (let number = 0; number < FOLDERS; number += 1) {
    const folder = join(source, folderPath(number));
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES_IN_FOLDER; file += 1)
      closeSync(openSync(join(folder, `${folderPath(file).replaceAll('/', '-')}.txt`), 'w'));
  }
}

/** The listing that follows each backup. */
async function listingOf({ house }: CatalogBenchHouse): Promise<{ id: number }> {
  const { items } = await house.query<{ items: Job[] }>('jobs.list', { kind: 'catalog', limit: 1 });
  const [job] = items;
  if (!job) throw new Error('no listing followed the backup');
  return job;
}

async function untilListed({ house }: CatalogBenchHouse, { id }: { readonly id: number }): Promise<void> {
  const client = createBorgcubeClient({ url: house.server.url, token: house.token });
  const state = await untilEnded(client, id);
  if (state !== 'done') throw new Error(`the listing ended as ${state}`);
}

/** Told as it happens: a server that is asked again and again is busy with answers. */
function untilEnded(client: BorgcubeClient, id: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const told = (state: string) => {
      if (!isFinal(state)) return;
      subscription.unsubscribe();
      resolve(state);
    };
    const subscription = client.jobs.onChange.subscribe(undefined, {
      onStarted: () => client.jobs.get.query({ id }).then(({ state }) => told(state), reject),
      onData: ({ data }) => {
        if ('state' in data && data.id === id) told(data.state);
      },
      onError: reject,
    });
  });
}

/** Seconds; nobody reads what it prints. */
function plainListing(bench: CatalogBenchHouse, location: string): Promise<number> {
  const env = {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C.UTF-8',
    BORG_BASE_DIR: join(bench.folder, 'plain-borg'),
    BORG_PASSPHRASE: CANARY_PASSPHRASE,
  };
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    spawn('borg', ['list', '--json-lines', location], { env, stdio: 'ignore' }).once('exit', (code) =>
      code === 0
        ? resolve((performance.now() - begin) / 1000)
        : reject(new Error(`borg list ended with ${code}`)),
    );
  });
}
