import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from './ask.ts';

const run = promisify(execFile);
const UNKNOWN = '2c1a7f0e-3d6b-4c58-8a43-90f1d7b6a511';

describe('POST /trigger/<uuid>', () => {
  let house: House;
  let configId: string;
  beforeAll(async () => {
    house = await startHouse({ env: { BORGCUBE_LOG_LEVEL: 'trace' } });
    const [repository, client] = [await house.makeRepository(), await house.makeClient()];
    const paths = ['/etc/hostname'];
    configId = (await house.makeConfig({ clientId: client.id, repositoryId: repository.id, paths })).id;
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const make = (input: object = {}) =>
    house.mutate<Trigger>('triggers.create', {
      target: { type: 'backupConfig', id: configId },
      access: ['anonymous-web'],
      comment: '',
      ...input,
    });
  const fire = (id: string | null, asked: Parameters<typeof ask>[1] = {}) =>
    ask(`${house.server.url}/trigger/${id}`, { method: 'POST', ...asked });

  it('answers 202 with the jobs, to curl without cookie, token or Origin', async () => {
    const { triggerId } = await make();
    const url = `${house.server.url}/trigger/${triggerId}`;
    const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', '-X', 'POST', url]);
    const [body = '', status] = stdout.split('\n');
    expect([status, JSON.parse(body)]).toEqual(['202', { jobs: [expect.any(Number)] }]);
    const job = await house.untilJob(JSON.parse(body).jobs[0], ({ state }) => state === 'done');
    expect(job).toMatchObject({ kind: 'backup', configId, createdBy: expect.stringContaining('trigger:') });
  });

  it('answers everything that it refuses to the byte alike, whatever is sent along', async () => {
    const disabled = await make();
    await house.mutate('triggers.update', { id: disabled.id, enabled: false });
    const local = await make({ access: ['local-cli'] });
    const deleted = await make();
    await house.mutate('triggers.delete', { id: deleted.id });
    const gone = [disabled.triggerId, local.triggerId, deleted.triggerId, UNKNOWN];
    const answers: Answer[] = [];
    for (const id of gone) {
      answers.push(await fire(id));
      answers.push(await fire(id, { body: 'anything{', headers: { 'content-type': 'text//weird' } }));
      answers.push(await fire(id, { headers: { authorization: `Bearer ${house.token}` } }));
      answers.push(await fire(id, { headers: { origin: 'https://evil.example.org', cookie: 'a=b' } }));
    }
    for (const odd of ['not-an-id', '%00', '', `${UNKNOWN}/x`]) answers.push(await fire(odd));
    const shapes = new Set(
      answers.map(({ status, text, headers }) => JSON.stringify([status, text, { ...headers, date: '' }])),
    );
    expect([...shapes].map((shape) => shape.slice(0, 5))).toEqual(['[404,']);
    for (const method of ['GET', 'HEAD', 'PUT']) {
      expect((await fire(disabled.triggerId, { method })).status).toBe(404);
      expect((await fire((await make()).triggerId, { method })).status).toBe(404);
    }
    expect((await fire(UNKNOWN, { headers: { host: 'evil.example.org' } })).status).toBe(403);
  });

  it('takes no body, however long', async () => {
    const { triggerId } = await make();
    const answer = await fire(triggerId, { body: 'x'.repeat(8 * 1024 * 1024) }).catch(() => null);
    // A body that nobody reads may cut the line behind the answer.
    if (answer) expect(answer.status).toBe(202);
    expect((await fire(triggerId, { body: '{"a":1}' })).status).toBe(202);
  });

  it('is limited in its rate, for all ids alike, and only after the ids were answered for', async () => {
    const { triggerId } = await make();
    const socketPath = join(house.server.dataDir, 'borgcube.sock');
    const statuses = new Set<number>();
    for (let count = 0; count < 150; count += 1) statuses.add((await fire(UNKNOWN)).status);
    expect([...statuses].sort()).toEqual([404, 429]);
    const [known, unknown] = [await fire(triggerId), await fire(UNKNOWN)];
    expect([known.status, known.text, { ...known.headers, date: '' }]).toEqual([
      unknown.status,
      unknown.text,
      { ...unknown.headers, date: '' },
    ]);
    expect(known.status).toBe(429);
    const local = await make({ access: ['local-cli'] });
    const run = (id: string | null, asked: Parameters<typeof ask>[1]) =>
      ask(`${house.server.url}/trpc/triggers.run`, {
        method: 'POST',
        body: JSON.stringify({ triggerId: id }),
        ...asked,
        headers: { 'content-type': 'application/json', ...asked?.headers },
      });
    const here = await run(local.triggerId, { socketPath });
    expect([here.status, JSON.parse(here.text).result?.data]).toEqual([200, { jobs: [expect.any(Number)] }]);
    const bearer = { authorization: `Bearer ${house.token}` };
    expect((await run(local.triggerId, { headers: bearer })).refusal.code).toBe('NOT_FOUND');
    expect((await run(triggerId, { socketPath })).refusal.code).toBe('NOT_FOUND');
  });

  it('keeps ids out of log and audit, and says there why it refused', async () => {
    const { id, triggerId } = await make();
    await house.mutate('triggers.update', { id, access: [] });
    await ask(`${house.server.url}/trigger/%${triggerId?.charCodeAt(0).toString(16)}${triggerId?.slice(1)}`, {
      method: 'POST',
    });
    const { items } = await house.query<{ items: Array<{ what: string }> }>('audit.list', { limit: 200 });
    const text = JSON.stringify(items);
    const known = await house.query<{ items: Trigger[] }>('triggers.list', { limit: 200 });
    expect(known.items.length).toBeGreaterThan(5);
    for (const one of known.items) {
      expect(text).not.toContain(one.triggerId);
      expect(house.server.output()).not.toContain(one.triggerId?.slice(1));
    }
    expect(text).toMatch(/Refused trigger [0-9a-f]{8}… from 127\.0\.0\.1: the id is disabled/);
    expect(text).toMatch(/Refused trigger [0-9a-f]{8}… from 127\.0\.0\.1: there is no such id/);
    expect(text).toMatch(/Fired trigger [0-9a-f]{8}… of backup config .* from 127\.0\.0\.1/);
  });
});

it('an unknown id is told from a disabled one by time neither', async () => {
  // A server of its own, for it is asked nearly as often as one address may.
  await using house = await startHouse();
  const { id } = await house.makeRepository();
  const { id: clientId } = await house.makeClient();
  const config = await house.makeConfig({ clientId, repositoryId: id, paths: ['/etc/hostname'] });
  const target = { type: 'backupConfig', id: config.id };
  const disabled = await house.mutate<Trigger>('triggers.create', { target, comment: '', enabled: false });
  const took = { disabled: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
  const time = async (name: keyof typeof took, one: string | null) => {
    const start = performance.now();
    const answer = await ask(`${house.server.url}/trigger/${one}`, { method: 'POST' });
    expect(answer.status).toBe(404);
    took[name] = Math.min(took[name], performance.now() - start);
  };
  // Other work on the machine only ever adds: the quickest answers show the code.
  for (let round = 0; round < 28; round += 1) {
    await time('disabled', disabled.triggerId);
    await time('unknown', UNKNOWN);
  }
  expect(Math.abs(took.disabled - took.unknown)).toBeLessThan(5);
});
