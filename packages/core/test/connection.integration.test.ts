import { acceptClientHostKey } from '@borgcube/core/client/accept-client-host-key';
import { getClient } from '@borgcube/core/client/list-clients';
import { meetExpectedHost } from '@borgcube/core/client/meet-expected-host';
import { testConnection } from '@borgcube/core/client/test-connection';
import { generateSshKey, importSshKey } from '@borgcube/core/ssh-key/add-ssh-key';
import { deleteSshKey } from '@borgcube/core/ssh-key/delete-ssh-key';
import { ConnectionInput } from '@borgcube/domain/connection/connection';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase, type TestDatabase } from '@borgcube/testing/database/open-test-database';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeClient } from './make-records.ts';

const UNEXPECTED = expect.stringContaining('is not the expected key SHA256:');

describe('the connection of a client', () => {
  let database: TestDatabase;
  let core: TestCore;
  let sshd: TestSshd;
  let other: TestSshd;
  let sshKeyId: string;

  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    core = makeTestCore(database.db);
    [sshd, other] = await Promise.all([startSshd(), startSshd()]);
    ({ id: sshKeyId } = await importSshKey(core.ctx, { name: 'laptop', privateKey: sshd.privateKey }));
  });
  afterAll(async () => {
    await Promise.all([sshd.stop(), other.stop()]);
    core.remove();
    await database.close();
  });

  const make = (connection: object = {}) =>
    makeClient(core.ctx, { connection: { remote: sshd.remote, port: sshd.port, sshKeyId, ...connection } });
  const test = (id: string) => testConnection(core.as('operator'), { id });
  const failed = ({ checks }: { checks: Array<{ name: string; ok: boolean }> }) =>
    checks.filter((check) => !check.ok).map((check) => check.name);

  it('shows an unknown key, pins it when a person accepts it, and then finds everything there', async () => {
    const { id } = await make();
    const first = await test(id);
    expect(first).toMatchObject({ ok: false, hostKey: { type: 'ssh-ed25519', accepted: false } });
    expect(failed(first)).toEqual(['host-key']);
    await acceptClientHostKey(core.ctx, { id, fingerprint: sshd.hostKey.fingerprint });
    const second = await test(id);
    expect(second).toMatchObject({
      ok: true,
      hostKey: { fingerprint: sshd.hostKey.fingerprint, accepted: true },
    });
    expect(second.checks.map((check) => check.name)).toEqual(
      expect.arrayContaining(['reachable', 'host-key', 'login', 'borg', 'tar', 'free-space']),
    );
    expect((await getClient(core.ctx, id)).connection).toMatchObject({ lastTest: { ok: true } });
  });

  it('accepts the key that was expected by name at the first contact, and no other', async () => {
    const expected = await make({ hostKeyFingerprint: sshd.hostKey.fingerprint });
    expect(await test(expected.id)).toMatchObject({ ok: true, hostKey: { accepted: true } });
    const { connection } = await getClient(core.ctx, expected.id);
    expect(connection?.hostKey?.fingerprint).toBe(sshd.hostKey.fingerprint);

    const wrong = await make({ hostKeyFingerprint: other.hostKey.fingerprint });
    expect(await test(wrong.id)).toMatchObject({
      ok: false,
      checks: [{ name: 'reachable' }, { name: 'host-key', ok: false, detail: UNEXPECTED }],
      hostKey: { accepted: false },
    });
    expect((await getClient(core.ctx, wrong.id)).connection?.hostKey).toBeNull();
  });

  it('lets a job be the first contact', async () => {
    const { id } = await make({ hostKeyFingerprint: sshd.hostKey.fingerprint });
    expect((await meetExpectedHost(core.ctx, id)).hostKeyLine).toBe(sshd.hostKey.line);
    const wrong = await make({ hostKeyFingerprint: other.hostKey.fingerprint });
    await expect(meetExpectedHost(core.ctx, wrong.id)).rejects.toMatchObject({
      kind: 'client-host-key-mismatch',
    });
  });

  it('notices another key behind the same address, and keeps the accepted one', async () => {
    const { id } = await make();
    await test(id);
    await acceptClientHostKey(core.ctx, { id, fingerprint: sshd.hostKey.fingerprint });
    await database.db.connection.update({
      where: { clientId: id },
      data: { hostKeyLine: other.hostKey.line },
    });
    const verdict = await test(id);
    expect(verdict).toMatchObject({ ok: false, hostKey: { accepted: false } });
    expect(failed(verdict)).toEqual(['host-key']);
    const { connection } = await getClient(core.ctx, id);
    expect(connection?.hostKey?.fingerprint).toBe(other.hostKey.fingerprint);
  });

  it('tries a connection that is not saved, and stores nothing', async () => {
    const connection = ConnectionInput.parse({ remote: sshd.remote, port: sshd.port, sshKeyId });
    const before = await database.db.auditEntry.count();
    expect(await testConnection(core.ctx, { connection })).toMatchObject({ hostKey: { accepted: false } });
    const pinned = { ...connection, hostKeyFingerprint: sshd.hostKey.fingerprint };
    expect(await testConnection(core.ctx, { connection: pinned })).toMatchObject({ ok: true });
    expect(await database.db.auditEntry.count()).toBe(before);
    await expect(testConnection(core.as('operator'), { connection })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('says what is wrong: nobody there, no login, no borg', async () => {
    const nobody = await make({ port: 1 });
    expect(failed(await test(nobody.id))).toEqual(['reachable']);
    const stranger = await generateSshKey(core.ctx, { name: 'stranger' });
    const hostKeyFingerprint = sshd.hostKey.fingerprint;
    const login = await make({ sshKeyId: stranger.id, hostKeyFingerprint });
    expect(failed(await test(login.id))).toEqual(['login']);
    const borg = await make({ remoteBorg: '/opt/no-such-borg', hostKeyFingerprint });
    expect(failed(await test(borg.id))).toEqual(['borg']);
  });

  it('keeps the SSH key that it needs', async () => {
    await expect(deleteSshKey(core.ctx, sshKeyId)).rejects.toMatchObject({
      kind: 'in-use',
      message: expect.stringContaining('the connection of'),
    });
    const spare = await generateSshKey(core.ctx, { name: 'spare' });
    await deleteSshKey(core.ctx, spare.id);
    await expect(deleteSshKey(core.ctx, spare.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
