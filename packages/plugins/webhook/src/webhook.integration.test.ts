import { createHmac, timingSafeEqual } from 'node:crypto';
import { findFaults, type NotifierCall } from '@borgcube/plugin-kit';
import { startHttpSink } from '@borgcube/testing/sink/start-http-sink';
import { describe, expect, it } from 'vitest';
import plugin from './webhook.ts';

const [webhook] = plugin.notifiers ?? [];
const SECRET = 'canary-0123456789';
const message: NotifierCall['message'] = {
  id: 'a.opened',
  event: 'job-failed',
  phase: 'opened',
  title: 'web03 – Gerät weg',
  text: 'line\nline',
  severity: 'warning',
  at: '2026-11-23T04:00:00.000Z',
  url: null,
  client: 'web03',
  repository: null,
  jobId: 7,
};

const send = (url: string, signal = AbortSignal.timeout(5000)) =>
  webhook?.send({ data: { url, secret: SECRET }, message, signal });

/** As the handbook tells receivers to do it. */
function verify(header: string, body: string, secret: string): boolean {
  const { t = '', v1 = '' } = Object.fromEntries(header.split(',').map((part) => part.split('=')));
  const expected = createHmac('sha256', secret).update(`${t}.${body}`).digest();
  const given = Buffer.from(v1, 'hex');
  const isRecent = Math.abs(Date.now() / 1000 - Number(t)) < 300;
  return isRecent && given.length === expected.length && timingSafeEqual(given, expected);
}

describe('a webhook', () => {
  it('is what a notifier has to be', () => {
    expect(findFaults(plugin)).toEqual([]);
    for (const url of ['file:///etc/passwd', 'ftp://x', 'x', ''])
      expect(webhook?.form.safeParse({ url, secret: SECRET }).success, url).toBe(false);
    expect(webhook?.form.safeParse({ url: 'https://x.example/a', secret: 'short' }).success).toBe(false);
  });

  it('posts the message as JSON that its receiver can trust', async () => {
    await using sink = await startHttpSink();
    await send(`${sink.url}/hook?key=1`);
    const [request] = sink.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/hook?key=1' });
    expect(JSON.parse(request?.body ?? '')).toEqual(message);
    expect(request?.headers['x-borgcube-message-id']).toBe('a.opened');
    const signature = String(request?.headers['x-borgcube-signature']);
    expect(verify(signature, request?.body ?? '', SECRET)).toBe(true);
    expect(verify(signature, `${request?.body} `, SECRET)).toBe(false);
    expect(verify(signature, request?.body ?? '', 'another secret')).toBe(false);
    expect(JSON.stringify(request)).not.toContain(SECRET);
  });

  it('fails with words when it is not taken, and follows no redirect', async () => {
    await using sink = await startHttpSink();
    await using other = await startHttpSink();
    sink.answer({ status: 503, body: 'closed\nfor  tea' });
    await expect(send(`${sink.url}/s3cret-path`)).rejects.toThrow(
      /^127\.0\.0\.1:\d+ answered 503 .*: closed for tea$/,
    );
    sink.answer({ status: 307, headers: { location: `${other.url}/steal` } });
    const moved = await send(`${sink.url}/s3cret-path`)?.catch((error: Error) => error.message);
    expect(moved).toMatch(/redirects to 127\.0\.0\.1:\d+, which is not followed$/);
    expect(moved).not.toContain('s3cret-path');
    expect(other.requests).toEqual([]);
  });

  it('signs in as its address says, and tells nobody what stands in it', async () => {
    await using sink = await startHttpSink();
    const url = `${sink.url.replace('//', '//user:pa%3Ass-word@')}/hooks/s3cret%2Dpath?key=s3cret-key`;
    await send(url);
    const authorization = `Basic ${Buffer.from('user:pa:ss-word').toString('base64')}`;
    expect(sink.requests[0]?.headers.authorization).toBe(authorization);
    const body = 'Cannot POST /hooks/s3cret%2Dpath?key=s3cret-key (s3cret-path, key=s3cret-key)';
    sink.answer({ status: 404, body });
    const refused = await send(url)?.catch((error: Error) => error.message);
    expect(refused).toMatch(/answered 404 .*Cannot POST/);
    expect(refused).not.toMatch(/s3cret|ss-word/);
  });

  it('ends when it is told to, and says who could not be reached', async () => {
    await using sink = await startHttpSink();
    sink.answer(null);
    await expect(send(sink.url, AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' });
    const { url } = sink;
    await sink[Symbol.asyncDispose]();
    await expect(send(`${url}/s3cret-path`)).rejects.toThrow(/^127\.0\.0\.1:\d+ could not be reached: /);
  });
});
