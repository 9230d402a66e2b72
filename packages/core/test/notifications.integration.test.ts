import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createChannel, deleteChannel, updateChannel } from '@borgcube/core/notification/change-channel';
import { createRule } from '@borgcube/core/notification/change-rule';
import { getChannel, listChannels } from '@borgcube/core/notification/list-channels';
import { sendHeartbeats } from '@borgcube/core/notification/send-heartbeats';
import { sendOutbox } from '@borgcube/core/notification/send-outbox';
import { testChannel } from '@borgcube/core/notification/test-channel';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import type { Database } from '@borgcube/db/open-database';
import { insertMessages } from '@borgcube/db/outbox-store';
import { inTransaction } from '@borgcube/db/transaction';
import { NotificationRuleCreate } from '@borgcube/domain/notification/notification-rule';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AlertHouse, HOUR, openAlertHouse } from './alert-house.ts';
import { makeRepository } from './make-records.ts';

const CANARY = 'canary-4711';

describeDatabases('being told', (open) => {
  let db: Database;
  let url: string;
  let house: AlertHouse;
  beforeEach(async () => {
    ({ db, url } = await open());
    house = openAlertHouse(db);
  });
  afterEach(() => house.remove());

  /** As an incident writes it. */
  async function write(channelId: string, alertId: string, phase: 'opened' | 'closed' = 'opened') {
    const message = {
      event: 'job-failed',
      phase,
      title: `${alertId} ${phase}`,
      text: '',
      severity: 'warning',
    };
    const payload = {
      ...{ id: `${alertId}.${phase}`, ...message, at: house.ctx.clock().toISOString(), path: '/jobs/1' },
      ...{ client: null, repository: null, jobId: 1 },
    };
    const key = `${alertId}.${phase}:${channelId}`;
    const row = { channelId, alertId, jobId: 1, phase, key, payload };
    await inTransaction(db, (tx) => insertMessages(tx, [row, row], house.ctx.clock()));
  }

  it('seals what is typed as a password, and never answers it', async () => {
    const made = await house.makeChannel();
    expect(made).toMatchObject({ secrets: ['password'], data: { address: 'mail@example' }, known: true });
    const answers = JSON.stringify([
      made,
      await getChannel(house.ctx, made.id),
      await listChannels(house.ctx),
    ]);
    const stored = JSON.stringify([await db.notificationChannel.findMany(), await db.auditEntry.findMany()]);
    expect(answers + stored).not.toContain(CANARY);

    const kept = await updateChannel(house.ctx, {
      id: made.id,
      data: { address: 'other@example', password: '' },
    });
    expect(kept.data).toEqual({ address: 'other@example' });
    await testChannel(house.ctx, made.id, 'https://backup.example');
    expect(house.letters.at(-1)).toMatchObject({ to: 'other@example', password: CANARY });
    await updateChannel(house.ctx, { id: made.id, data: { password: null } });
    await testChannel(house.ctx, made.id, 'https://backup.example');
    expect(house.letters.at(-1)).toMatchObject({ to: 'other@example', password: null });

    await updateChannel(house.ctx, { id: made.id, data: { password: 'new' } });
    await write(made.id, 'a');
    await deleteChannel(house.ctx, made.id);
    expect(await db.secret.count()).toBe(0);
    expect(await db.notificationRule.count()).toBe(0);
    expect(await db.outboxMessage.count({ where: { dueAt: { not: null } } })).toBe(0);
  });

  it('refuses what the notifier would not read, by its field', async () => {
    const create = (fields: object) =>
      createChannel(house.ctx, { name: 'x', kind: 'test.paper', enabled: true, data: {}, ...fields });
    await expect(create({})).rejects.toMatchObject({ fieldErrors: { 'data.address': expect.anything() } });
    await expect(create({ kind: 'pigeon' })).rejects.toMatchObject({
      fieldErrors: { kind: expect.anything() },
    });
    await expect(create({ data: { address: 'a', wings: 2 } })).rejects.toMatchObject({
      kind: 'invalid-fields',
    });
    const { id } = await house.makeChannel();
    await expect(house.makeChannel()).rejects.toMatchObject({ kind: 'name-taken' });
    await expect(updateChannel(house.ctx, { id, data: { address: '' } })).rejects.toMatchObject({
      fieldErrors: { 'data.address': expect.anything() },
    });
    const rule = { name: 'r', channelId: 'nowhere', events: ['job-done'], repositoryId: 'nowhere' };
    await expect(createRule(house.ctx, NotificationRuleCreate.parse(rule))).rejects.toMatchObject({
      fieldErrors: { channelId: expect.anything(), repositoryId: expect.anything() },
    });
    const pattern = { ...rule, channelId: id, repositoryId: null, clientPattern: '(' };
    await expect(createRule(house.ctx, NotificationRuleCreate.parse(pattern))).rejects.toMatchObject({
      fieldErrors: { clientPattern: expect.anything() },
    });
    await expect(listChannels(house.as('operator'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes a rule for one repository along with it', async () => {
    const { id: channelId } = await house.makeChannel();
    const { id: repositoryId } = await makeRepository(house.ctx);
    const rule = { name: 'r', channelId, events: ['compact-overdue'], repositoryId };
    await createRule(house.ctx, NotificationRuleCreate.parse(rule));
    expect(await db.notificationRule.count()).toBe(2);
    await deleteRepository(house.ctx, repositoryId);
    expect(await db.notificationRule.count()).toBe(1);
  });

  it('answers what a test came to, without the secret', async () => {
    const { id } = await house.makeChannel();
    expect(await testChannel(house.ctx, id, 'https://backup.example')).toMatchObject({
      ok: true,
      error: null,
    });
    expect(house.letters[0]?.message).toMatchObject({
      event: 'test',
      url: expect.stringContaining('/settings'),
    });
    house.refuse(() => new Error(`535 bad login for me:${CANARY} (${btoa(CANARY)})`));
    const { ok, error } = await testChannel(house.ctx, id, 'https://backup.example');
    expect([ok, error]).toEqual([false, '535 bad login for me:[secret] ([secret])']);
    expect(await getChannel(house.ctx, id)).toMatchObject({ lastError: error, testedAt: expect.anything() });
  });

  it('sends a message once, with a link, and notes it', async () => {
    const { id } = await house.makeChannel();
    await write(id, 'a');
    const senders = ['one', 'two', 'three'].map((name) => sendOutbox(house.ctx, house.sender(name)));
    await Promise.all(senders);
    expect(house.letters.map(({ message }) => message)).toMatchObject([
      { id: 'a.opened', url: 'https://backup.example/jobs/1' },
    ]);
    expect(await getChannel(house.ctx, id)).toMatchObject({ lastSentAt: house.ctx.clock().toISOString() });
    expect(await house.post()).toHaveLength(1);
    expect(await house.post()).toEqual([]);
  });

  it('tries again less and less often, keeps the order of an incident, and gives up after a day', async () => {
    const { id } = await house.makeChannel();
    const tried: string[] = [];
    house.refuse(({ id: message }) => {
      tried.push(message);
      return new Error('connection refused');
    });
    await write(id, 'a', 'opened');
    await write(id, 'a', 'closed');
    await house.post();
    expect(tried).toEqual(['a.opened']);
    house.pass(9000);
    await house.post();
    expect(tried).toEqual(['a.opened']);
    house.pass(1000);
    await house.post();
    expect(tried).toEqual(['a.opened', 'a.opened']);
    expect((await getChannel(house.ctx, id)).lastError).toBe('connection refused');
    for (let hours = 0; hours < 25; hours += 1) {
      house.pass(HOUR);
      await house.post();
    }
    expect((await getChannel(house.ctx, id)).lastError).toMatch(
      /^Gave up on “a (opened|closed)” after 24 h: connection/,
    );
    house.refuse(null);
    await write(id, 'b');
    expect((await house.post()).map(({ message }) => message.id)).toContain('b.opened');
    expect((await getChannel(house.ctx, id)).lastError).toBeNull();
  });

  it('does not let one channel that is down hold up another', async () => {
    const down = await house.makeChannel('down');
    const up = await house.makeChannel('up');
    house.refuse(() => new Error('no'));
    await write(down.id, 'a');
    await house.post();
    house.refuse(null);
    await write(up.id, 'b');
    expect((await house.post()).map(({ to }) => to)).toEqual(['up@example']);
  });

  it('keeps nothing for a channel that was switched off', async () => {
    const { id } = await house.makeChannel();
    await write(id, 'a');
    await updateChannel(house.ctx, { id, enabled: false });
    await updateChannel(house.ctx, { id, enabled: true });
    expect(await house.post()).toEqual([]);
  });

  it('sends again, under the same id, what a sender that was killed had sent and not noted', async () => {
    const { id } = await house.makeChannel('mail', null);
    await write(id, 'a');
    const received: string[] = [];
    const child = { kill: () => {} };
    const sink = createServer((request) => {
      received.push(String(request.headers['x-message-id']));
      // It has the message; the sender does not know yet.
      child.kill();
    });
    await once(sink.listen(0, '127.0.0.1'), 'listening');
    const { port } = sink.address() as AddressInfo; // a TCP server's address has this form
    const script = path.join(import.meta.dirname, 'send-until-killed.ts');
    const sender = spawn(process.execPath, ['--import', 'tsx', script, url, String(port)], {
      stdio: 'inherit',
    });
    child.kill = () => void sender.kill('SIGKILL');
    const [, signal] = await once(sender, 'exit');
    sink.close();
    sink.closeAllConnections();
    expect([signal, received]).toEqual(['SIGKILL', ['a.opened']]);

    // Nobody knows yet whether that sender lives.
    expect(await house.post()).toEqual([]);
    await db.outboxMessage.updateMany({ data: { leaseExpires: new Date(Date.now() - 1000) } });
    expect((await house.post()).map(({ message }) => message.id)).toEqual(['a.opened']);
    expect(await house.post()).toEqual([]);
  });

  it('leaves a message whose sender died to another one, when its lease has run out', async () => {
    const { id } = await house.makeChannel();
    await write(id, 'a');
    const lease = (seconds: number) => new Date(Date.now() + seconds * 1000);
    await db.outboxMessage.updateMany({ data: { workerId: 'dead', leaseExpires: lease(30) } });
    expect(await house.post()).toEqual([]);
    await db.outboxMessage.updateMany({ data: { leaseExpires: lease(-1) } });
    expect(await house.post()).toHaveLength(1);
  });

  it('beats while all is well, from one node at a time, and tells when it is not', async () => {
    const ctx = house.ctx;
    await createChannel(ctx, { name: 'pulse', kind: 'test.pulse', enabled: true, data: {} });
    expect(await db.notificationRule.count()).toBe(0);
    const seenAt = () => new Date();
    const row = { name: 'w', incarnation: 'a', version: '0', concurrency: 1, startedAt: seenAt() };
    await db.worker.create({ data: { id: 'w', ...row, seenAt: seenAt(), scheduledAt: seenAt() } });
    const beat = async () => {
      await Promise.all(['one', 'two'].map((name) => sendHeartbeats(ctx, house.sender(name))));
      return house.letters.splice(0).map(({ to }) => to);
    };
    expect(await beat()).toEqual(['pulse']);
    expect(await beat()).toEqual([]);
    house.pass(60_000);
    expect(await beat()).toEqual(['pulse']);
    await db.worker.updateMany({ data: { scheduledAt: new Date(Date.now() - HOUR) } });
    house.pass(60_000);
    expect(await beat()).toEqual(['pulse/fail']);
  });
});
