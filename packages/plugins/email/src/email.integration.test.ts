import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import { findFaults } from '@borgcube/plugin-kit';
import { startSmtpSink } from '@borgcube/testing/sink/start-smtp-sink';
import { describe, expect, it } from 'vitest';
import plugin from './email.ts';

const [email] = plugin.notifiers ?? [];
const PASSWORD = 'canary-4711';
const opened: NotificationMessage = {
  id: 'a1.opened',
  event: 'client-stale',
  phase: 'opened',
  title: 'web03 – Gerät & <weg>',
  text: 'one\ntwo',
  severity: 'critical',
  at: '2026-11-23T04:00:00.000Z',
  url: 'https://b.example/clients/1',
  client: 'web03',
  repository: null,
  jobId: null,
};
const closed: NotificationMessage = { ...opened, id: 'a1.closed', phase: 'closed', severity: 'info' };

const ends = { to: ['admin@example.org', 'two@example.org'], from: 'backup@example.org' };
const read = (data: object) => email?.form.parse({ ...ends, host: '127.0.0.1', security: 'none', ...data });
const send = (data: object, message: NotificationMessage = opened) =>
  email?.send({ data: read(data), message, signal: AbortSignal.timeout(10_000) });

describe('an e-mail', () => {
  it('is what a notifier has to be', () => {
    expect(findFaults(plugin)).toEqual([]);
    for (const wrong of [
      { to: [] },
      { to: ['nobody'] },
      { from: 'a@b\r\nBcc: x@y' },
      { port: 0 },
      { host: '' },
    ])
      expect(email?.form.safeParse({ ...ends, host: 'mx', ...wrong }).success, JSON.stringify(wrong)).toBe(
        false,
      );
  });

  it('reaches all recipients, readable as text and as HTML, once for each message', async () => {
    await using sink = await startSmtpSink({ user: 'me', password: PASSWORD });
    const account = { port: sink.port, user: 'me', password: PASSWORD };
    await send(account);
    await send(account, closed);
    const [beginning, end] = sink.mails;
    expect(beginning).toMatchObject({ to: ends.to, user: 'me', subject: '[BorgCube] web03 – Gerät & <weg>' });
    expect(beginning?.raw).toContain('Message-ID: <a1.opened@example.org>');
    expect(beginning?.raw).toContain('Auto-Submitted: auto-generated');
    expect(beginning?.raw).toContain('https://b.example/clients/1');
    expect(beginning?.raw).toMatch(/&amp; &lt;weg&gt;/);
    expect(beginning?.raw).not.toContain(PASSWORD);
    expect(end?.subject).toBe('[BorgCube] Over: web03 – Gerät & <weg>');
    expect(end?.raw).toContain('In-Reply-To: <a1.opened@example.org>');
  });

  it('needs no account where the mail server asks for none', async () => {
    await using sink = await startSmtpSink();
    await send({ port: sink.port });
    expect(sink.mails).toHaveLength(1);
  });

  it.each([
    ['a wrong password', {}, { user: 'me', password: 'wrong' }, /Invalid/],
    ['a certificate that nobody vouches for', {}, { security: 'starttls' }, /certificate/],
    ['a server without STARTTLS', { offersTls: false }, { security: 'starttls' }, /STARTTLS/],
  ])('fails with words, and sends nothing: %s', async (_, server, data, words) => {
    await using sink = await startSmtpSink({ user: 'me', password: PASSWORD, ...server });
    await expect(send({ port: sink.port, ...data })).rejects.toThrow(words);
    expect(sink.mails).toEqual([]);
  });

  it('fails when no recipient is taken, and a test when one is not', async () => {
    await using sink = await startSmtpSink({ refused: ['two@example.org'] });
    await send({ port: sink.port });
    expect(sink.mails[0]?.to).toEqual(['admin@example.org']);
    await expect(send({ port: sink.port, to: ['two@example.org'] })).rejects.toThrow('No such mailbox');
    const test = { ...opened, event: 'test', phase: 'told' } as const;
    const signal = AbortSignal.timeout(10_000);
    await expect(email?.send({ data: read({ port: sink.port }), message: test, signal })).rejects.toThrow(
      'two@example.org',
    );
  });
});
