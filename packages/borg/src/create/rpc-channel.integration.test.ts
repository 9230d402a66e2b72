import { closeSync, mkdtempSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { borgHostId } from '../process/host-id.ts';
import { openRpcChannel, type RpcChannel, skipUpTo, writeLine } from './rpc-channel.ts';

const baseDir = mkdtempSync(join(tmpdir(), 'borgcube-'));
let channel: RpcChannel;
const open = new Set<number>();
const close = (descriptor: number) => {
  if (open.delete(descriptor)) closeSync(descriptor); // its number may be another file's by now
};
beforeEach(async () => {
  channel = await openRpcChannel({ borg: 'borg', ssh: 'ssh', baseDir, hostId: borgHostId() });
  for (const descriptor of Object.values(channel)) open.add(descriptor);
});
afterEach(() => {
  for (const descriptor of open) close(descriptor);
});

it('leaves no names behind', () => {
  expect(readdirSync(join(baseDir, 'tmp'))).toEqual([]);
  rmSync(baseDir, { recursive: true });
});

describe('skipUpTo', () => {
  const skip = (waitMs = 5000) => skipUpTo(channel.greeting, '@mark\n', waitMs);

  it.each(['', 'welcome\n', 'no line end', '@mar', '@@mark', 'x'.repeat(60_000)])(
    'skips what comes before the mark: %j',
    async (greeting) => {
      const skipped = skip();
      writeSync(channel.sshStdout, greeting);
      writeSync(channel.sshStdout, '@ma');
      await new Promise((resolve) => setImmediate(resolve));
      writeSync(channel.sshStdout, 'rk\n');
      expect(await skipped).toBe(true);
    },
  );

  it('refuses what comes behind the mark', async () => {
    writeSync(channel.sshStdout, '@mark\nmore');
    expect(await skip()).toBe(false);
  });

  it('does not wait for ever, and not at all for nobody', async () => {
    expect(await skip(50)).toBe(false);
    close(channel.sshStdout);
    expect(await skip()).toBe(false);
  });
});

it('says when nobody reads any more', () => {
  expect(writeLine(channel.serveStdout, 'word')).toBe(true);
  close(channel.sshStdin);
  expect(writeLine(channel.serveStdout, 'word')).toBe(false);
});
