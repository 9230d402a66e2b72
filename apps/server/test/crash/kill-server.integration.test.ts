import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectArchivesMatch } from './expect-archives-match.ts';

const KILLS = 20;
const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-kill-'));
const folder = mkdtempSync(join(tmpdir(), 'borgcube-kill-files-'));
const source = join(folder, 'source');
let house: House;
let usualMs = 0;

beforeAll(async () => {
  mkdirSync(source);
  for (let i = 0; i < 400; i++) writeRandom(join(source, `file ${i}`), 64 * 1024);
  house = await startHouse({ dataDir });
}, 120_000);

afterAll(async () => {
  await house[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it(`loses no job, archive or acknowledged write over ${KILLS} kills of the server during backups`, async () => {
  const repository = await house.makeRepository({ url: join(folder, 'repository') });
  const client = await house.makeClient({ hostname: 'killed' });
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  usualMs = await timeOneBackup(config.id);
  await house.untilIdle();

  const started: number[] = [];
  for (let round = 0; round < KILLS; round++) {
    // The last round strikes 100 ms before the usual end; the others are spread over the whole run.
    const momentMs = round === KILLS - 1 ? Math.max(0, usualMs - 100) : ((round * 0.618) % 1) * usualMs * 1.1;
    for (let i = 0; i < 40; i++) writeRandom(join(source, `file ${(round * 40 + i) % 400}`), 64 * 1024);
    const job = await house.start(config.id);
    started.push(job.id);
    const description = `acknowledged before kill ${round}`;
    const acknowledged = house.mutate('clients.update', { id: client.id, description });
    await new Promise((resolve) => setTimeout(resolve, momentMs));
    await acknowledged;
    await house.server.stop('SIGKILL');
    house = await startHouse({ dataDir });
    expect((await house.query<{ description: string }>('clients.get', { id: client.id })).description).toBe(
      description,
    );
    const ended = await untilFinal(job.id);
    if (ended.state === 'failed')
      expect(ended.failureCause?.kind, JSON.stringify(ended)).toBe('worker-restart');
    else expect(ended.state, JSON.stringify(ended)).toBe('done');
    await expectArchivesMatch(house, folder, repository);
    // Each archive is listed by a job of its own, which the next backup would wait for.
    await house.untilIdle();
  }

  const next = await house.backUp(config.id);
  expect(next).toMatchObject({ state: 'done', failureCause: null });
  await expectArchivesMatch(house, folder, repository);
  await house.untilIdle();
  const jobs = await house.query<{ items: Job[] }>('jobs.list', { limit: 200 });
  for (const id of started) expect(jobs.items.map((job) => job.id)).toContain(id);
  expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
  plainBorg(folder, CANARY_PASSPHRASE).run(['check', '--verify-data', repository.url]);
}, 600_000);

async function timeOneBackup(configId: string): Promise<number> {
  const begin = performance.now();
  expect(await house.backUp(configId)).toMatchObject({ state: 'done' });
  for (let i = 0; i < 40; i++) writeRandom(join(source, `file ${i}`), 64 * 1024);
  const again = performance.now();
  expect(await house.backUp(configId)).toMatchObject({ state: 'done' });
  return Math.min(again - begin, performance.now() - again);
}

async function untilFinal(id: number): Promise<Job> {
  for (;;) {
    const job = await house.query<Job>('jobs.get', { id });
    if (isFinal(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function writeRandom(path: string, size: number): void {
  const file = openSync(path, 'w');
  writeSync(file, randomFillSync(Buffer.alloc(size)));
  closeSync(file);
}
