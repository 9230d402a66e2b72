import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import type { Measurement } from './measurement.ts';

const RUNS = 5;
const FILES = 10_000;

/** A job from its start to its end beside bare `borg create` of the same tree, turn by turn; ratios of 1 mean that we cost nothing. */
export async function measureBackup(): Promise<Measurement[]> {
  await using house = await startHouse();
  const source = join(house.folder, 'source');
  makeFiles(source);
  const ours = await makeOurs(house, source);
  const bare = makeBare(house.folder, source);
  const seconds = { ours: [await ours()], bare: [bare(0)] };
  for (let run = 1; run <= RUNS; run++) {
    seconds.bare.push(bare(run));
    seconds.ours.push(await ours());
  }
  const unchanged = (values: number[]) => values.slice(1);
  return [
    { name: 'first, bare borg', unit: 's', values: seconds.bare.slice(0, 1) },
    { name: 'first, job', unit: 's', values: seconds.ours.slice(0, 1) },
    { name: 'unchanged, bare borg', unit: 's', values: unchanged(seconds.bare) },
    { name: 'unchanged, job', unit: 's', values: unchanged(seconds.ours) },
    {
      name: 'unchanged, job to bare',
      unit: '×',
      values: unchanged(seconds.ours).map((value, i) => value / (unchanged(seconds.bare)[i] ?? 1)),
    },
  ];
}

function makeFiles(source: string): void {
  for (let i = 0; i < FILES; i++) {
    if (i % 100 === 0) mkdirSync(join(source, String(i / 100)), { recursive: true });
    writeFileSync(
      join(source, String(Math.floor(i / 100)), `file ${i}`),
      randomFillSync(Buffer.alloc(100 + (i % 4000))),
    );
  }
}

async function makeOurs(house: House, source: string): Promise<() => Promise<number>> {
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  return async () => {
    const job = await house.backUp(config.id);
    if (job.state !== 'done') throw new Error(`the backup ended as ${job.state}`);
    return (Date.parse(job.timestampEnd ?? '') - Date.parse(job.timestampStart ?? '')) / 1000;
  };
}

function makeBare(folder: string, source: string): (run: number) => number {
  const url = join(folder, 'bare');
  const env = {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C.UTF-8',
    BORG_BASE_DIR: join(folder, 'bare-base'),
    BORG_PASSPHRASE: CANARY_PASSPHRASE,
  };
  mkdirSync(env.BORG_BASE_DIR, { recursive: true });
  execFileSync('borg', ['init', '-e', 'repokey-blake2', url], { env, stdio: 'ignore' });
  return (run) => {
    const begin = performance.now();
    execFileSync('borg', ['create', '--one-file-system', `${url}::bare-${run}`, source], {
      env,
      stdio: 'ignore',
    });
    return (performance.now() - begin) / 1000;
  };
}
