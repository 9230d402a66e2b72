import { randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { clientLeftovers } from '@borgcube/testing/sshd/client-leftovers';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectArchivesMatch } from './expect-archives-match.ts';

const FILES = 40;
const FILE_SIZE = 128 * 1024;
/** Where in a usual run the server is killed, from its start to just after its end. */
const MOMENTS = [0.1, 0.4, 0.6, 0.8, 0.97, 1.05];

const dataDir = mkdtempSync(join(tmpdir(), 'borgcube-kill-'));
const folder = mkdtempSync(join(tmpdir(), 'borgcube-kill-files-'));
const source = join(folder, 'source');
let house: House;
let sshd: TestSshd;

beforeAll(async () => {
  mkdirSync(source);
  changeFiles();
  [house, sshd] = await Promise.all([startHouse({ dataDir }), startSshd()]);
}, 120_000);

afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await sshd.stop();
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it(`leaves nothing on a client over ${MOMENTS.length} kills of the server, and loses no job and no archive`, async () => {
  const repository = await house.makeRepository({ url: join(folder, 'repository') });
  const client = await makeSshClient(house, sshd, 'killed');
  const { id: configId } = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
    transport: 'ssh',
    rateLimit: 3000,
    afterCommand: 'true',
  });
  const usualMs = await timeOneBackup(configId);

  for (const moment of MOMENTS) {
    changeFiles();
    const job = await house.start(configId);
    await new Promise((resolve) => setTimeout(resolve, moment * usualMs));
    await house.server.stop('SIGKILL');
    // Nobody tells the client: it ends by itself.
    await vi.waitFor(() => expect(clientLeftovers(sshd)).toEqual([]), { timeout: 60_000, interval: 100 });

    house = await startHouse({ dataDir });
    const ended = await untilFinal(job.id);
    if (ended.state === 'failed')
      expect(ended.failureCause?.kind, JSON.stringify(ended)).toBe('worker-restart');
    else expect(ended.state, JSON.stringify(ended)).toBe('done');
    await expectArchivesMatch(house, folder, repository);
    // An archive that was found finished is listed by a job of its own.
    await house.untilIdle();
    expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
  }

  expect(await house.backUp(configId)).toMatchObject({ state: 'done', failureCause: null });
  await expectArchivesMatch(house, folder, repository);
  await house.untilIdle();
  const jobs = await house.query<{ items: Job[] }>('jobs.list', { kind: 'backup', limit: 200 });
  expect(jobs.items.map(({ state }) => isFinal(state))).toEqual(
    MOMENTS.map(() => true).concat(true, true, true),
  );
  // Most strike while it runs; how many depends on how fast the machine is just then.
  expect(jobs.items.filter(({ state }) => state === 'failed').length).toBeGreaterThan(1);
  expect(readdirSync(join(dataDir, 'borg', 'tmp'))).toEqual([]);
  plainBorg(folder, CANARY_PASSPHRASE).run(['check', '--verify-data', repository.url]);
}, 400_000);

it('gives Borg on the client the time to write a checkpoint when the server is stopped', async () => {
  const repository = await house.makeRepository({
    name: 'stopped',
    url: join(folder, 'repository of stopped'),
  });
  const client = await makeSshClient(house, sshd, 'stopped');
  const { id: configId } = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
    transport: 'ssh',
    rateLimit: 100,
  });
  const { id } = await house.start(configId);
  await house.untilJob(id, ({ progress }) => (progress?.originalSize ?? 0) > 0);
  await house.server.stop('SIGTERM');
  await vi.waitFor(() => expect(clientLeftovers(sshd)).toEqual([]), { timeout: 60_000, interval: 100 });
  expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
  const list = ['list', '--short', '--consider-checkpoints', repository.url];
  expect(plainBorg(folder, CANARY_PASSPHRASE).run(list)).toMatch(/^stopped-\d+\.checkpoint$/m);

  house = await startHouse({ dataDir });
  expect(await untilFinal(id)).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-restart' } });
  await house.mutate('backupConfigs.update', { id: configId, rateLimit: null });
  expect(await house.backUp(configId)).toMatchObject({ state: 'done', failureCause: null });
});

async function timeOneBackup(configId: string): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < 2; run++) {
    changeFiles();
    const begin = performance.now();
    expect(await house.backUp(configId)).toMatchObject({ state: 'done' });
    took.push(performance.now() - begin);
    // A new archive is listed by a job of its own, which the next backup would wait for.
    await house.untilIdle();
  }
  return Math.min(...took);
}

async function untilFinal(id: number): Promise<Job> {
  for (;;) {
    const job = await house.query<Job>('jobs.get', { id });
    if (isFinal(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function changeFiles(): void {
  for (let i = 0; i < FILES; i++)
    writeFileSync(join(source, `file ${i}`), randomFillSync(Buffer.alloc(FILE_SIZE)));
}
