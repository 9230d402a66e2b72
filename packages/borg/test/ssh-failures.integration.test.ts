import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { listProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetOf } from '../src/create/create-run.ts';
import { runCreate } from '../src/create/run-create.ts';
import { readLock } from '../src/repository/repository-lock.ts';
import { type SshHouse, startSshHouse } from './ssh-house.ts';

let house: SshHouse;
beforeAll(async () => {
  house = await startSshHouse();
});
afterAll(() => house.stop());

describe('a failure over ssh is told by its cause:', () => {
  const at = (access: Partial<TargetOf<'ssh'>['transport']['access']>) => ({
    ...house.target,
    transport: { ...house.target.transport, access: { ...house.target.transport.access, ...access } },
  });

  it('wrong passphrase', async () => {
    const wrong = {
      ...house.target,
      repository: { ...house.target.repository, passphrase: new SecretText('wrong') },
    };
    const result = await runCreate(wrong, house.makeRun());
    expect(result).toMatchObject({ cause: { kind: 'repository-passphrase-wrong' }, mayHaveArchive: false });
    await house.nothingIsLeft();
  });

  it('no such repository', async () => {
    const nowhere = {
      ...house.target,
      repository: { ...house.target.repository, url: join(house.root, 'nowhere') },
    };
    expect((await runCreate(nowhere, house.makeRun())).cause?.kind).toBe('repository-does-not-exist');
  });

  it('host key changed, or never accepted', async () => {
    const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKlXw4QkqZ0aXmN3t8VnQvRrJm0Q1cYvXl8s7W6b5d';
    expect((await runCreate(at({ hostKey: other }), house.makeRun())).cause?.kind).toBe(
      'client-host-key-mismatch',
    );
    expect((await runCreate(at({ hostKey: null }), house.makeRun())).cause?.kind).toBe(
      'client-host-key-unknown',
    );
  });

  it('unreachable, or no login', async () => {
    const { cause } = await runCreate(at({ port: 1 }), house.makeRun());
    expect(cause).toMatchObject({ kind: 'client-connection-failed', host: house.sshd.remote, port: 1 });
    expect(cause?.message).toContain('Connection refused');
    expect((await runCreate(at({ identity: null }), house.makeRun())).cause?.kind).toBe(
      'client-connection-failed',
    );
  });

  it('Borg missing', async () => {
    const transport = { ...house.target.transport, remoteBorg: '/nowhere/borg' };
    expect((await runCreate({ ...house.target, transport }, house.makeRun())).cause?.kind).toBe(
      'client-borg-missing',
    );
    await house.nothingIsLeft();
  });

  it('Borg killed', async () => {
    const slow = house.slowFile('killed');
    const killed = await house.onceReading(house.makeRun(slow.run), () => {
      for (const { pid } of house.borgOnClient()) process.kill(pid, 'SIGKILL');
      slow.finish();
    });
    expect(killed.cause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    await house.nothingIsLeft();
  });

  it('line cut: nothing stays locked, and the command after ran all the same', async () => {
    const slow = house.slowFile('cut');
    const said = join(house.root, 'said after the cut');
    const result = await house.onceReading(
      house.makeRun({ ...slow.run, afterCommand: `echo "$BORGCUBE_OUTCOME" >'${said}'` }),
      () => {
        house.sshd.cut();
        slow.finish();
      },
    );
    expect(result.cause?.kind).toBe('client-connection-failed');
    await house.nothingIsLeft();
    expect(readFileSync(said, 'utf8')).toBe('failed\n');
  });

  it('client frozen, and thawed later', { timeout: 120_000 }, async () => {
    const slow = house.slowFile('frozen');
    const result = await house.onceReading(house.makeRun(slow.run), () => house.sshd.freeze(true));
    expect(result.cause).toMatchObject({ kind: 'client-connection-failed' });
    expect(result.cause?.message).toContain('not responding');
    expect(await readLock(house.target.repository.url)).toEqual([]);
    slow.finish();
    house.sshd.freeze(false);
    await house.nothingIsLeft();
    expect((await runCreate(house.target, house.makeRun())).outcome).toBe('done');
  });

  it('borg serve killed', async () => {
    const slow = house.slowFile('serve');
    const result = await house.onceReading(house.makeRun(slow.run), () => {
      const serve = `serve --append-only --restrict-to-repository ${house.target.repository.url}`;
      for (const { pid } of listProcesses().filter(({ argv }) => argv.includes(serve)))
        process.kill(pid, 'SIGKILL');
      slow.finish();
    });
    expect(result.cause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    rmSync(join(house.target.repository.url, 'lock.exclusive'), { recursive: true });
    rmSync(join(house.target.repository.url, 'lock.roster'), { force: true });
    await house.nothingIsLeft();
  });
});
