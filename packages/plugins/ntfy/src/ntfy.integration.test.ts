import { findFaults, type NotifierCall } from '@borgcube/plugin-kit';
import { startHttpSink } from '@borgcube/testing/sink/start-http-sink';
import { describe, expect, it } from 'vitest';
import plugin from './ntfy.ts';

const [ntfy] = plugin.notifiers ?? [];
const message: NotifierCall['message'] = {
  id: 'a.opened',
  event: 'client-stale',
  phase: 'opened',
  title: 'web03 – Gerät weg',
  text: 'since noon',
  severity: 'critical',
  at: '2026-11-23T04:00:00.000Z',
  url: 'https://b.example/clients/1',
  client: 'web03',
  repository: null,
  jobId: null,
};
const signal = AbortSignal.timeout(10_000);

describe('ntfy', () => {
  it('is what a notifier has to be', () => {
    expect(findFaults(plugin)).toEqual([]);
    expect(ntfy?.form.safeParse({ url: 'https://ntfy.sh' }).success).toBe(false);
    expect(ntfy?.form.safeParse({ url: 'https://ntfy.sh/backups' }).success).toBe(true);
  });

  it('publishes with priority, link and token', async () => {
    await using sink = await startHttpSink();
    await ntfy?.send({ data: { url: `${sink.url}/base/backups`, token: 'tk_1' }, message, signal });
    const [request] = sink.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/base/',
      headers: { authorization: 'Bearer tk_1' },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      topic: 'backups',
      title: 'web03 – Gerät weg',
      message: 'since noon',
      priority: 5,
      tags: ['rotating_light'],
      click: 'https://b.example/clients/1',
    });
  });

  it('rings less for the end of an incident, and needs no token', async () => {
    await using sink = await startHttpSink();
    const over = { ...message, severity: 'info', text: '', url: null } as const;
    await ntfy?.send({ data: { url: `${sink.url}/backups`, token: null }, message: over, signal });
    const [request] = sink.requests;
    expect(request?.headers.authorization).toBeUndefined();
    const body = JSON.parse(request?.body ?? '');
    expect(body).toMatchObject({ priority: 2, message: message.title });
    expect(body).not.toHaveProperty('click');
  });

  it('fails when the topic is protected', async () => {
    await using sink = await startHttpSink();
    sink.answer({ status: 403, body: '{"error":"forbidden"}' });
    const sent = ntfy?.send({ data: { url: `${sink.url}/backups`, token: 'tk_1' }, message, signal });
    await expect(sent).rejects.toThrow(/answered 403 Forbidden/);
  });
});
