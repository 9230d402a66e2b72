import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endProcessGroup, groupMembers } from './end-process-group.ts';
import { isAlive, type ProcessIdentity, processFate } from './process-identity.ts';
import { type ProcessSpec, type RunningProcess, startProcess } from './start-process.ts';

const PATH = '/usr/bin:/bin';
const running: RunningProcess[] = [];

function start(script: string, spec: Partial<ProcessSpec> = {}): RunningProcess {
  const process = startProcess({ command: 'sh', args: ['-c', script], env: { PATH }, ...spec });
  running.push(process);
  return process;
}

async function firstLine(process: RunningProcess): Promise<string> {
  const [chunk] = await once(process.stdout ?? process.stderr, 'data');
  return String(chunk).trim();
}

afterEach(async () => {
  for (const process of running.splice(0)) {
    process.kill('SIGKILL');
    await process.exit.catch(() => {});
  }
});

describe('startProcess', () => {
  it('survives streams that break, whether or not anybody listens to them', async () => {
    const process = start('exec sleep 60', { stdin: 'pipe' });
    for (const stream of [process.stdin, process.stdout, process.stderr]) {
      // Not `once` of node:events, which listens to errors as well.
      const closed = new Promise((resolve) => stream?.once('close', resolve));
      stream?.destroy(new Error('ECONNRESET'));
      await closed;
    }
    process.kill('SIGKILL');
    expect(await process.exit).toMatchObject({ signal: 'SIGKILL' });
  });

  it('lets the program go only after its identity was stored', async () => {
    const order: string[] = [];
    const process = start('echo ran', {
      onStart: async (identity) => {
        expect(isAlive(identity)).toBe(true);
        await new Promise((resolve) => setImmediate(resolve));
        order.push('stored');
      },
    });
    process.stdout?.once('data', () => order.push('ran'));
    expect(await process.exit).toEqual({ code: 0, signal: null });
    await expect.poll(() => order).toEqual(['stored', 'ran']);
  });

  it('never runs the program when storing its identity failed', async () => {
    const process = start('echo ran', { onStart: () => Promise.reject(new Error('disk full')) });
    await expect(process.exit).rejects.toThrow('disk full');
    expect(await text(process.stdout ?? Readable.from([]))).toBe('');
  });

  it('hands the secret over descriptor 3 and nothing of its own environment', async () => {
    const process = start('env; cat <&3; tr "\\0" " " </proc/$$/cmdline', {
      secretFd: new SecretText('c4n4ry'),
    });
    const output = await text(process.stdout ?? Readable.from([]));
    expect(output.match(/c4n4ry/g)).toHaveLength(1);
    expect(output).toContain('BORG_PASSPHRASE_FD=3');
    expect(output).not.toMatch(/VITEST|HOME=/);
  });

  it('leaves nothing of the group behind', async () => {
    const process = start('sleep 1000 >/dev/null 2>&1 & echo $!');
    const pid = Number(await firstLine(process));
    await process.exit;
    await expect.poll(() => groupMembers(process.identity)).not.toContain(pid);
  });

  it('answers 127 for a program that is not there', async () => {
    const process = startProcess({ command: '/nowhere/borg', args: [], env: { PATH } });
    expect(await process.exit).toEqual({ code: 127, signal: null });
  });

  it('ends a process that was aborted before it was let go', async () => {
    const process = start('echo ran', { signal: AbortSignal.abort() });
    await process.exit;
    expect(await text(process.stdout ?? Readable.from([]))).toBe('');
  });

  it('dies with its parent, even one that was killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'borgcube-'));
    const pidFile = join(folder, 'pid');
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', parentOf(pidFile)],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    const identity = await vi.waitFor(
      async () => JSON.parse(await readFile(pidFile, 'utf8')) as ProcessIdentity, // written below
      { timeout: 60_000 },
    );
    expect(isAlive(identity)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(identity)).toBe(false);
    await rm(folder, { recursive: true });
  });
});

function parentOf(pidFile: string): string {
  const source = new URL('./start-process.ts', import.meta.url).href;
  return `import { writeFileSync } from 'node:fs'; const { startProcess } = await import(${JSON.stringify(source)});
    const { identity } = startProcess({ command: 'sleep', args: ['1000'], env: { PATH: ${JSON.stringify(PATH)} } });
    setTimeout(() => writeFileSync(${JSON.stringify(pidFile)}, JSON.stringify(identity)), 50);`;
}

describe('endProcessGroup', () => {
  it('goes on to SIGKILL for a group that ignores the other signals', async () => {
    const process = start("trap '' INT TERM; echo ready; while :; do sleep 1; done");
    await firstLine(process);
    expect(await endProcessGroup(process.identity, { interruptMs: 30, terminateMs: 30 })).toBe(true);
    expect((await process.exit).signal).toBe('SIGKILL');
  });

  it('ends members that outlived their leader', async () => {
    const process = start('sleep 1000 & echo $$; exec sleep 1000');
    await firstLine(process);
    const [leader, ...others] = groupMembers(process.identity);
    expect(others.length).toBe(1);
    globalThis.process.kill(leader ?? 0, 'SIGKILL');
    expect(await endProcessGroup(process.identity, { interruptMs: 1000, terminateMs: 1000 })).toBe(true);
  });

  it('touches no process that only has the same number', async () => {
    const process = start('echo ready; exec sleep 1000');
    await firstLine(process);
    const other = { ...process.identity, startTime: '1' };
    expect(processFate(other)).toBe('gone');
    expect(await endProcessGroup(other)).toBe(true);
    expect(isAlive(process.identity)).toBe(true);
  });

  it('takes a process of an earlier boot for gone and one of another namespace for unprovable', () => {
    const { identity } = start('exec sleep 1000');
    expect(processFate({ ...identity, bootId: 'another' })).toBe('gone');
    expect(processFate({ ...identity, pidNamespace: '1' })).toBe('unprovable');
  });
});
