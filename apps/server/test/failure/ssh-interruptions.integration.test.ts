import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Job, JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeSshGround, type SshGround } from './ssh-ground.ts';

const FROZEN_MS = 180_000;

let house: House;
let sshds: TestSshd[];
/** What takes minutes goes on while the short tests run. */
let long: {
  frozen: Promise<Frozen>;
  cancelled: Promise<Ended>;
  late: Promise<Ended>;
  locked: Promise<Locked>;
};

beforeAll(async () => {
  house = await startHouse({ env: { BORGCUBE_WORKER_CONCURRENCY: '8' } });
  const names = ['frozen', 'cancelled', 'late', 'locked'];
  sshds = await Promise.all(['web01', ...names].map(() => startSshd()));
  const grounds = await Promise.all(names.map((name, at) => makeSshGround(house, sshd(at + 1), name)));
  const [frozen, cancelled, late, locked] = grounds as [SshGround, SshGround, SshGround, SshGround]; // one for each name
  long = {
    frozen: freeze(frozen, sshd(1)),
    cancelled: cancelFrozen(cancelled, sshd(2)),
    late: outlast(late),
    locked: meetLock(locked),
  };
  for (const run of Object.values(long)) run.catch(() => {}); // awaited, and told, by the test it belongs to
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  for (const one of sshds) await one.stop();
});

function sshd(at = 0): TestSshd {
  const found = sshds[at];
  if (!found) throw new Error(`There is no sshd ${at}.`);
  return found;
}

const untilFinal = (id: number) => house.untilJob(id, ({ state }) => isFinal(state));

describe('a backup over ssh that is cut short', () => {
  let ground: SshGround;
  beforeAll(async () => {
    ground = await makeSshGround(house, sshd(), 'web01');
  });

  it('fails with the connection when the line is cut', async () => {
    const job = await ground.startSlow();
    sshd().cut();
    const ended = await untilFinal(job.id);
    expect(ended).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-failed' } });
    await ground.expectSound();
  });

  it('names the signal when Borg is killed on the client', async () => {
    const job = await ground.startSlow();
    const [borg, ...more] = ground.borgOnClient();
    expect(more).toEqual([]);
    process.kill(borg?.pid ?? 0, 'SIGKILL');
    const ended = await untilFinal(job.id);
    expect(ended).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'command-failed', signal: 'SIGKILL' },
    });
    await ground.expectSound();
  });

  it('names the signal when Borg’s other half is killed on this server', async () => {
    const job = await ground.startSlow();
    const { url } = ground.repository;
    const [serve, ...more] = findProcesses((argv) => argv.includes(url) && /borg serve/.test(argv));
    expect(more).toEqual([]);
    process.kill(serve?.pid ?? 0, 'SIGKILL');
    const ended = await untilFinal(job.id);
    expect(ended).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'command-failed', signal: 'SIGKILL' },
    });
    await ground.expectSound();
  });

  it('is cancelled within seconds, with a checkpoint or nothing', async () => {
    const said = join(house.folder, 'said');
    const before = ground.archiveNames();
    const job = await ground.startSlow({ afterCommand: `echo "$BORGCUBE_OUTCOME" >'${said}'` });
    const asked = performance.now();
    await house.mutate('jobs.cancel', { id: job.id });
    const ended = await untilFinal(job.id);
    expect(ended).toMatchObject({ state: 'cancelled', failureCause: null, archiveId: null });
    expect(performance.now() - asked).toBeLessThan(30_000);
    expect(ground.borgOnClient()).toEqual([]);
    expect(await readFile(said, 'utf8')).toBe('cancelled\n');
    await ground.expectNothingLeft();
    const more = ground.archiveNames().filter((name) => !before.includes(name));
    expect(more.filter((name) => !/\.checkpoint(\.\d+)?$/.test(name))).toEqual([]);
    await ground.expectSound();
    const rows = await house.query<{ items: Archive[] }>('archives.list', { limit: 200 });
    expect(rows.items.filter(({ jobId }) => jobId === job.id)).toEqual([]);
  });

  it('is cancelled while the command before runs', async () => {
    const id = await startWaiting('sleep 1000 | cat');
    await house.mutate('jobs.cancel', { id });
    expect(await untilFinal(id)).toMatchObject({ state: 'cancelled' });
    await ground.expectUsable();
  });

  it('is retried with success, even before the client has noticed the cut', async () => {
    const flag = join(house.folder, 'flag');
    const said = join(house.folder, 'said by both');
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >>'${said}'`;
    const id = await startWaiting(`[ -e '${flag}' ] || sleep 1000`, { afterCommand });
    sshd().cut();
    const lost = await untilFinal(id);
    expect(lost).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-failed' } });
    writeFileSync(flag, '');
    const again = await house.mutate<Job>('jobs.retry', { id });
    expect(again.retryOf).toBe(id);
    expect(await untilFinal(again.id)).toMatchObject({ state: 'done', failureCause: null });
    await ground.expectNothingLeft();
    expect(await readFile(said, 'utf8')).toBe('cancelled\ndone\n');
  });

  /** Starts a backup that waits in its command before. */
  const startWaiting = async (command: string, more: Record<string, unknown> = {}) => {
    const config = await ground.configFor({ beforeCommand: `echo up; ${command}`, ...more });
    const { id } = await house.start(config);
    const said = async () => (await house.log(id)).map(({ message }) => message);
    await vi.waitFor(async () => expect(await said()).toContain('[before] up'), { timeout: 30_000 });
    return id;
  };
});

interface Ended {
  readonly ground: SshGround;
  readonly job: JobDetail;
}

async function outlast(ground: SshGround): Promise<Ended> {
  const job = await ground.startSlow({ maxDuration: 60_000 });
  return { ground, job: await untilFinal(job.id) };
}

it('is stopped when it lasts longer than its config allows', async () => {
  const { ground, job } = await long.late;
  expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'timeout' }, archiveId: null });
  await ground.expectSound();
});

interface Locked extends Ended {
  readonly borg: ReturnType<typeof plainBorg>;
}

async function meetLock(ground: SshGround): Promise<Locked> {
  const { url } = ground.repository;
  mkdirSync(join(url, 'lock.exclusive'));
  writeFileSync(join(url, 'lock.exclusive', 'someone@else.4711-0'), '');
  writeFileSync(join(url, 'lock.roster'), JSON.stringify({ exclusive: [['someone@else', 4711, 0]] }));
  return { ground, job: await ground.backUp(), borg: plainBorg(house.folder, CANARY_PASSPHRASE) };
}

it('waits for a lock of someone else and then says so, without breaking it', async () => {
  const { ground, job, borg } = await long.locked;
  expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-lock-timeout' } });
  const waited = new Date(job.timestampEnd ?? 0).getTime() - new Date(job.timestampStart ?? 0).getTime();
  expect(waited).toBeGreaterThan(60_000);
  borg.run(['break-lock', ground.repository.url]); // needs no passphrase; fails where there is no lock
  await ground.expectSound();
});

async function cancelFrozen(ground: SshGround, client: TestSshd): Promise<Ended> {
  const { id } = await ground.startSlow();
  client.freeze(true);
  await house.mutate('jobs.cancel', { id });
  const job = await untilFinal(id);
  client.freeze(false);
  return { ground, job };
}

it('is cancelled also where the client is frozen', async () => {
  const { ground, job } = await long.cancelled;
  expect(job).toMatchObject({ state: 'cancelled', failureCause: null });
  const asked = new Date(job.cancelRequestedAt ?? 0).getTime();
  expect(new Date(job.timestampEnd ?? 0).getTime() - asked).toBeLessThan(120_000);
  await ground.expectSound();
});

interface Frozen extends Ended {
  readonly endedAfterMs: number;
  readonly meanwhile: JobDetail;
  readonly thawed: { readonly archives: readonly string[] };
}

async function freeze(ground: SshGround, client: TestSshd): Promise<Frozen> {
  const started = await ground.startSlow();
  client.freeze(true);
  const frozenAt = performance.now();
  const job = await untilFinal(started.id);
  const endedAfterMs = performance.now() - frozenAt;
  const meanwhile = await ground.backUp();
  const archives = ground.archiveNames();
  await new Promise((resolve) => setTimeout(resolve, FROZEN_MS - (performance.now() - frozenAt)));
  client.freeze(false);
  return { ground, job, endedAfterMs, meanwhile, thawed: { archives } };
}

it('fails in good time when the client freezes for three minutes, and goes on with nothing once it thaws', async () => {
  const { ground, job, endedAfterMs, meanwhile, thawed } = await long.frozen;
  expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-failed' } });
  expect(endedAfterMs).toBeLessThan(90_000);
  expect(meanwhile).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-failed' } });
  await ground.expectNothingLeft();
  expect(ground.archiveNames()).toEqual(thawed.archives);
  await ground.expectSound();
}, 300_000);
