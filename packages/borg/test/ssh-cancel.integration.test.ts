import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CreateResult } from '../src/create/create-run.ts';
import { runCreate } from '../src/create/run-create.ts';
import { listArchives } from '../src/repository/list-archives.ts';
import { type SshHouse, startSshHouse } from './ssh-house.ts';

let house: SshHouse;
beforeAll(async () => {
  house = await startSshHouse();
});
afterAll(() => house.stop());

function commandLine(pid: number): string {
  return listProcesses().find((seen) => seen.pid === pid)?.argv ?? '';
}

describe('cancelling over ssh', () => {
  const runFolder = () => join(house.sshd.home, '.cache/borgcube/run', house.configId);
  const isCancelled = () =>
    readdirSync(runFolder()).some((name) => existsSync(join(runFolder(), name, 'cancelled')));
  const isSignalling = () => house.sshd.sessions().some((pid) => commandLine(pid).includes('say signalled'));

  it('lets Borg write a checkpoint', async () => {
    const slow = house.slowFile('cancel');
    const cancel = new AbortController();
    const said = join(house.root, 'said after the cancel');
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >'${said}'`;
    const run = house.makeRun({ ...slow.run, signal: cancel.signal, afterCommand });
    const result = await house.onceReading(run, async () => {
      cancel.abort();
      await vi.waitFor(() => expect(isCancelled() && !isSignalling()).toBe(true), { timeout: 60_000 });
      slow.finish();
    });
    expect(result).toMatchObject({ outcome: 'cancelled', cause: null, archive: null });
    const archives = await listArchives(house.target.environment, house.target.repository, {
      checkpoints: true,
    });
    expect(archives.map(({ name }) => name)).toContain(`${run.archive}.checkpoint`);
    expect(readFileSync(said, 'utf8')).toBe('cancelled\n');
    await house.nothingIsLeft();
  });

  it('goes on to SIGTERM and SIGKILL', async () => {
    const slow = house.slowFile('stubborn');
    const cancel = new AbortController();
    const limits = { grace: { interruptMs: 100, terminateMs: 100 } };
    const result = await house.onceReading(
      house.makeRun({ ...slow.run, signal: cancel.signal, limits }),
      () => {
        for (const { pid } of house.borgOnClient()) process.kill(pid, 'SIGSTOP');
        cancel.abort();
      },
    );
    expect(result.outcome).toBe('cancelled');
    await house.nothingIsLeft();
  });

  it('cuts the line where no signal can be sent', async () => {
    const slow = house.slowFile('unsignalled');
    const cancel = new AbortController();
    const environment = { ...house.target.environment };
    const run = house.makeRun({ ...slow.run, signal: cancel.signal });
    const result = await runCreate({ ...house.target, environment }, run, {
      onProgress: ({ originalSize }) => {
        if (originalSize === 0) return;
        environment.baseDir = join(house.source, 'a'); // a file: no session can write its key there
        cancel.abort();
      },
    });
    expect(result.outcome).toBe('cancelled');
    await house.nothingIsLeft();
  });

  it('ends the command before', async () => {
    const cancel = new AbortController();
    const run = house.makeRun({ beforeCommand: 'echo up; sleep 1000 | cat', signal: cancel.signal });
    const result = await runCreate(house.target, run, { onOutput: () => cancel.abort() });
    expect(result).toMatchObject({ outcome: 'cancelled', archive: null });
    await house.nothingIsLeft();
  });

  it('works before the client was reached', async () => {
    expect((await runCreate(house.target, house.makeRun({ signal: AbortSignal.abort() }))).outcome).toBe(
      'cancelled',
    );
    await house.nothingIsLeft();
  });
});
describe('the watch on the client', () => {
  it('ends Borg when the server says nothing any more', async () => {
    const slow = house.slowFile('silent');
    const silent = await house.onceReading(
      house.makeRun({ ...slow.run, limits: { silenceMs: 4000, beatMs: 100_000 } }),
      () => {},
    );
    expect(silent.cause).toMatchObject({ kind: 'client-connection-failed' });
    slow.finish();
    await house.nothingIsLeft();
  });

  it('lets Borg alone as long as the server says that it is there', async () => {
    const slow = house.slowFile('beating');
    const started = performance.now();
    const beating = await house.onceReading(
      house.makeRun({ ...slow.run, limits: { silenceMs: 4000, beatMs: 500 } }),
      async () => {
        await vi.waitFor(() => expect(performance.now() - started).toBeGreaterThan(9000), {
          timeout: 12_000,
        });
        slow.finish();
      },
    );
    expect(beating.outcome).toBe('done');
    await house.nothingIsLeft();
  });

  it('is not needed where the next run of the same config finds the one before still there', async () => {
    const slow = house.slowFile('leftover');
    let next: CreateResult | null = null;
    const lost = await house.onceReading(house.makeRun(slow.run), async () => {
      next = await runCreate(house.target, house.makeRun());
      slow.finish();
    });
    expect(next).toMatchObject({ outcome: 'done' });
    expect(lost.outcome).toBe('failed');
    await house.nothingIsLeft();
  });
});
