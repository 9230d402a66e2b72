import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateEvents } from '../src/create/create-run.ts';
import { runCreate } from '../src/create/run-create.ts';
import { isAlive, type ProcessIdentity } from '../src/process/process-identity.ts';
import { listArchives } from '../src/repository/list-archives.ts';
import { listEntries } from '../src/repository/list-entries.ts';
import { CANARY, type SshHouse, startSshHouse } from './ssh-house.ts';

let house: SshHouse;
beforeAll(async () => {
  house = await startSshHouse();
});
afterAll(() => house.stop());

describe('a backup over ssh', () => {
  it('proves its archive, and leaves nothing behind', async () => {
    const stages: string[] = [];
    const identities: ProcessIdentity[] = [];
    const run = house.makeRun();
    const result = await runCreate(house.target, run, {
      onStage: async (stage) => void stages.push(stage),
      onProcess: async (identity) => void identities.push(identity),
    });
    expect(result).toMatchObject({ outcome: 'done', cause: null, warnings: [], isEmpty: false });
    expect(result.archive).toMatchObject({ name: run.archive, stats: { nfiles: 2 } });
    expect(
      (await listArchives(house.target.environment, house.target.repository)).map(({ id }) => id),
    ).toEqual([result.archive?.id]);
    const paths: string[] = [];
    for await (const { path } of listEntries(house.target.environment, house.target.repository, run.archive))
      paths.push(path);
    expect(paths).toContain(`${house.source.slice(1)}/-d/\\xff\n'`);
    expect(stages).toEqual(['prepared', 'running', 'ended', 'cleanup']);
    expect(identities).toHaveLength(2);
    expect(identities.some(isAlive)).toBe(false);
    await house.nothingIsLeft();
  });

  it('shows its passphrase to nobody, neither here nor on the client', async () => {
    const slow = house.slowFile('canary');
    const result = await house.onceReading(house.makeRun(slow.run), () => {
      expect(house.borgOnClient()).toHaveLength(1);
      const seen = listProcesses().filter(({ argv, environ }) => `${argv}${environ}`.includes(CANARY));
      expect(seen).toEqual([]);
      slow.finish();
    });
    expect(result.outcome).toBe('done');
    expect(
      spawnSync('grep', ['-rl', CANARY, house.sshd.home, house.target.environment.baseDir]).stdout.toString(),
    ).toBe('');
  });

  it('reads names with spaces, quotes and leading dashes as paths, and goes on when one is missing', async () => {
    const dash = join(house.root, '-- $(touch pwned)');
    writeFileSync(dash, 'x');
    const result = await runCreate(house.target, house.makeRun({}, [dash, '/nowhere', house.source]));
    expect(result).toMatchObject({ outcome: 'done', warnings: ['The path /nowhere is missing.'] });
    expect(result.archive?.stats.nfiles).toBe(3);
  });

  it('knows mount points, and what is missing, before Borg starts', async () => {
    const stages: string[] = [];
    const events = { onStage: async (stage: string) => void stages.push(stage) };
    const unmounted = await runCreate(house.target, house.makeRun({ mountPoints: [house.source] }), events);
    expect(unmounted).toMatchObject({
      outcome: 'failed',
      cause: { kind: 'client-path-missing', paths: [house.source] },
    });
    const missing = await runCreate(house.target, house.makeRun({}, ['/nowhere/1', '/nowhere/2']), events);
    expect(missing.cause).toMatchObject({ kind: 'client-path-missing', paths: ['/nowhere/1', '/nowhere/2'] });
    expect(stages).toEqual(['cleanup', 'cleanup']);
    expect(
      (await runCreate(house.target, house.makeRun({}, [house.source, '/dev/pts']))).mountPoints,
    ).toEqual(['/dev/pts']);
    await house.nothingIsLeft();
  });

  it('runs the commands on the client, with the outcome for the second', async () => {
    const said = join(house.root, 'said');
    const output: string[] = [];
    const beforeCommand = 'echo "it\'s $HOME"; printf unended';
    const afterCommand = `echo "$BORGCUBE_OUTCOME" >>'${said}'; exit 3`;
    const events: CreateEvents = { onOutput: (line, command) => output.push(`${command}: ${line}`) };
    const done = await runCreate(house.target, house.makeRun({ beforeCommand, afterCommand }), events);
    expect(done).toMatchObject({ outcome: 'done', warnings: ['The command after ended with 3.'] });
    expect(output).toEqual([`before: it's ${house.sshd.home}`, 'before: unended']);
    const failed = await runCreate(
      house.target,
      house.makeRun({ beforeCommand: 'exit 1', afterCommand }),
      events,
    );
    expect(failed).toMatchObject({ outcome: 'failed', cause: { kind: 'hook-failed', exitCode: 1 } });
    const limits = { commandMs: 1000 };
    const late = await runCreate(
      house.target,
      house.makeRun({ beforeCommand: 'sleep 1000 | cat', afterCommand, limits }),
    );
    expect(late.cause).toMatchObject({
      kind: 'hook-failed',
      message: 'The command before took too long and was ended.',
    });
    expect(readFileSync(said, 'utf8')).toBe('done\nfailed\nfailed\n');
    await house.nothingIsLeft();
  });

  it('ends when its command failed, although something that it started keeps the session open', async () => {
    const leaves = 'sleep 1234 & exit 1';
    const result = await runCreate(house.target, house.makeRun({ beforeCommand: leaves }));
    expect(result).toMatchObject({ outcome: 'failed', cause: { kind: 'hook-failed', exitCode: 1 } });
    const left = listProcesses().filter(({ argv }) => argv.startsWith('sleep') && argv.includes('1234'));
    expect(left).toHaveLength(1); // what a command leaves on purpose is not ours to end
    for (const { pid } of left) process.kill(pid);
    await house.nothingIsLeft();
  });

  it('leaves nothing of a command that took too long, even where it starts more while it is ended', async () => {
    const beforeCommand = `trap 'sleep 1235 & exit' TERM; sleep 1235 & wait`;
    const result = await runCreate(
      house.target,
      house.makeRun({ beforeCommand, limits: { commandMs: 1000 } }),
    );
    expect(result.cause).toMatchObject({ kind: 'hook-failed' });
    expect(listProcesses().filter(({ argv }) => argv.includes('1235'))).toEqual([]);
    await house.nothingIsLeft();
  });

  it('keeps all of its files on the client in the folder that was named for them', async () => {
    const remoteCacheDir = join(house.root, "cache di'r");
    const transport = { ...house.target.transport, remoteCacheDir };
    expect((await runCreate({ ...house.target, transport }, house.makeRun())).outcome).toBe('done');
    expect(readdirSync(remoteCacheDir).sort()).toEqual(['.cache', '.config', 'run']);
  });
});
