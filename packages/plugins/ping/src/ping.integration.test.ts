import { findFaults, type NotifierCall } from '@borgcube/plugin-kit';
import { startHttpSink } from '@borgcube/testing/sink/start-http-sink';
import { describe, expect, it } from 'vitest';
import plugin from './ping.ts';

const [ping] = plugin.notifiers ?? [];
const message: NotifierCall['message'] = {
  id: 'a',
  event: 'heartbeat',
  phase: 'told',
  title: 'BorgCube is well',
  text: '',
  severity: 'info',
  at: '2026-11-23T04:00:00.000Z',
  url: null,
  client: null,
  repository: null,
  jobId: null,
};
const signal = AbortSignal.timeout(10_000);
const read = (data: object) => ping?.form.parse(data);

describe('a dead-man ping', () => {
  it('is what a notifier has to be, and hears heartbeats alone', () => {
    expect(findFaults(plugin)).toEqual([]);
    expect(ping?.heartbeatOnly).toBe(true);
    expect(ping?.heartbeatMs?.(read({ url: 'https://hc.example/1' }))).toBe(300_000);
    expect(ping?.form.safeParse({ url: 'https://hc.example/1', failSuffix: 'fail?x' }).success).toBe(false);
  });

  it('calls its address, and another one when something is not well', async () => {
    await using sink = await startHttpSink();
    const url = `${sink.url}/uuid/?rid=1`;
    await ping?.send({ data: read({ url }), message, signal });
    await ping?.fail?.({ data: read({ url, failSuffix: '/fail', method: 'POST' }), message, signal });
    await ping?.fail?.({ data: read({ url }), message, signal });
    expect(sink.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /uuid/?rid=1',
      'POST /uuid/fail?rid=1',
    ]);
  });

  it('fails when nobody takes it', async () => {
    await using sink = await startHttpSink();
    sink.answer({ status: 404 });
    await expect(ping?.send({ data: read({ url: sink.url }), message, signal })).rejects.toThrow('404');
  });
});
