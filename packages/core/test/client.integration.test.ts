import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { acceptClientHostKey } from '@borgcube/core/client/accept-client-host-key';
import { deleteClient } from '@borgcube/core/client/delete-client';
import { getClient } from '@borgcube/core/client/list-clients';
import { testConnection } from '@borgcube/core/client/test-connection';
import { updateClient } from '@borgcube/core/client/update-client';
import { hostKeyOfLine } from '@borgcube/core/connection/host-key';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { ClientUpdate } from '@borgcube/domain/client/client';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONNECTION, makeClient, makeRepository } from './make-records.ts';

const line = (text: string) => `ssh-ed25519 ${Buffer.from(text).toString('base64')}`;

describeDatabases('clients', (open) => {
  let core: TestCore;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
  });
  afterAll(() => core.remove());

  const change = (input: object) => updateClient(core.ctx, ClientUpdate.parse(input));
  const makeConfig = (clientId: string, repositoryId: string, transport: string) =>
    createBackupConfig(
      core.ctx,
      BackupConfigCreate.parse({ clientId, repositoryId, transport, label: 'system', paths: ['/etc'] }),
    );
  const saw = (clientId: string, seenHostKeyLine: string) =>
    core.ctx.db.connection.update({ where: { clientId }, data: { seenHostKeyLine } });

  it('keeps a nested connection, its defaults and that it once was there', async () => {
    const made = await makeClient(core.ctx, { connection: { remote: 'root@web01.lan' } });
    expect(made).toMatchObject({
      objective: 26 * 3_600_000,
      connection: { remote: 'root@web01.lan', port: null, rsh: 'ssh', remoteBorg: 'borg', hostKey: null },
    });
    const without = await change({ id: made.id, connection: null });
    expect(without).toMatchObject({ connection: null, hadConnection: true });
    expect(without.updatedAt > made.updatedAt).toBe(true);
  });

  it('names the field of a connection that is wrong', async () => {
    await expect(
      makeClient(core.ctx, { connection: { ...CONNECTION, sshKeyId: 'nope' } }),
    ).rejects.toMatchObject({ fieldErrors: { 'connection.sshKeyId': [expect.any(String)] } });
  });

  it('refuses a second client of the same name', async () => {
    const { hostname } = await makeClient(core.ctx);
    await expect(makeClient(core.ctx, { hostname })).rejects.toMatchObject({
      kind: 'name-taken',
      fieldErrors: { hostname: [expect.any(String)] },
    });
  });

  it('replaces a connection in use, but does not remove it', async () => {
    const { id } = await makeClient(core.ctx, { connection: CONNECTION });
    await makeConfig(id, (await makeRepository(core.ctx)).id, 'ssh');
    await expect(change({ id, connection: null })).rejects.toMatchObject({
      code: 'CONFLICT',
      kind: 'in-use',
      fieldErrors: { connection: [expect.stringContaining('system')] },
    });
    const replaced = await change({ id, connection: { remote: 'root@web02.lan' } });
    expect(replaced.connection?.remote).toBe('root@web02.lan');
    await expect(deleteClient(core.ctx, id)).rejects.toMatchObject({ kind: 'in-use' });
  });

  it("gives no connection to a client whose configs read this server's own files", async () => {
    const { id } = await makeClient(core.ctx);
    await makeConfig(id, (await makeRepository(core.ctx)).id, 'local');
    await expect(change({ id, connection: CONNECTION })).rejects.toMatchObject({
      fieldErrors: { connection: [expect.stringContaining('local')] },
    });
    expect(await getClient(core.ctx, id)).toMatchObject({ connection: null, hadConnection: false });
  });

  it('pins exactly the key that the last test saw', async () => {
    const { id } = await makeClient(core.ctx, { connection: CONNECTION });
    const accept = (fingerprint: string) => acceptClientHostKey(core.ctx, { id, fingerprint });
    const { fingerprint } = hostKeyOfLine(line('one'));
    await expect(accept(fingerprint)).rejects.toMatchObject({ kind: 'host-key-not-seen' });
    await saw(id, line('two'));
    await expect(accept(fingerprint)).rejects.toMatchObject({ kind: 'host-key-differs' });
    await saw(id, line('one'));
    expect((await accept(fingerprint)).connection?.hostKey).toMatchObject({
      type: 'ssh-ed25519',
      fingerprint,
    });
  });

  it('forgets an accepted key when the connection leads elsewhere, and only then', async () => {
    const { id } = await makeClient(core.ctx, { connection: CONNECTION });
    await saw(id, line('one'));
    const { fingerprint } = hostKeyOfLine(line('one'));
    await acceptClientHostKey(core.ctx, { id, fingerprint });
    const same = await change({ id, connection: { ...CONNECTION, remoteBorg: '/opt/borg' } });
    expect(same.connection?.hostKey?.fingerprint).toBe(fingerprint);
    const elsewhere = await change({ id, connection: { ...CONNECTION, port: 2222 } });
    expect(elsewhere.connection?.hostKey).toBeNull();
    await expect(acceptClientHostKey(core.ctx, { id, fingerprint })).rejects.toMatchObject({
      kind: 'host-key-not-seen',
    });
  });

  it('cannot test what has no connection', async () => {
    const { id } = await makeClient(core.ctx);
    await expect(testConnection(core.ctx, { id })).rejects.toMatchObject({
      kind: 'client-connection-missing',
    });
  });
});
