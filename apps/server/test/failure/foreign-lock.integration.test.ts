import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Repository, RepositoryVerdict } from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Borg gives up after one second; the rest is what a busy machine takes to start it. */
const AT_ONCE_MS = 8000;

describe('while a Borg of somebody else holds the repository', () => {
  let house: House;
  let repository: Repository;
  let archive: Archive;
  let held: AsyncDisposable & { readonly pid: number };
  beforeAll(async () => {
    house = await startHouse();
    repository = await house.makeRepository();
    const source = join(house.folder, 'etc');
    mkdirSync(source);
    writeFileSync(join(source, 'hosts'), '127.0.0.1 localhost\n');
    // What BorgCube did not make itself is in no catalog: whoever looks inside asks Borg.
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    borg.run(['create', `${repository.url}::foreign`, 'etc']);
    const { id } = await house.mutate<{ id: number }>('repositories.sync', { id: repository.id });
    await house.untilJob(id, (job) => isFinal(job.state));
    const { items } = await house.query<{ items: Archive[] }>('archives.list', {});
    if (!items[0]) throw new Error('the sync found no archive');
    archive = items[0];
    held = await borg.hold(repository.url);
  });
  afterAll(async () => {
    await held?.[Symbol.asyncDispose]();
    await house?.[Symbol.asyncDispose]();
  });

  async function atOnce<T>(ask: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const answer = await ask();
    expect(performance.now() - start).toBeLessThan(AT_ONCE_MS);
    return answer;
  }

  const words = () => `Another Borg works on this repository: process ${held.pid} of plain-borg-of-a-person.`;

  it.each([
    ['archives.entries', 'query', () => ({ id: archive.id, path: 'etc' })],
    [
      'archives.previewRestore',
      'mutation',
      () => ({ id: archive.id, paths: ['etc'], target: { clientId: null, path: join(house.folder, 'new') } }),
    ],
    ['repositories.connect', 'mutation', () => ({ id: repository.id })],
  ] as const)('%s is refused at once, and says who it is', async (procedure, type, input) => {
    const act = type === 'query' ? house.query : house.mutate;
    const refusal = await atOnce(() => act(procedure, input()).catch((error: unknown) => error));
    expect(refusal).toMatchObject({
      data: { kind: 'repository-lock-timeout' },
      message: expect.stringContaining(words()),
    });
    expect(String(refusal)).toContain('press Break lock');
  });

  it.each(['raw', 'tar', 'tar.zst', 'zip'])(
    'a download as %s is refused at once, before its first byte',
    async (format) => {
      const answer = await atOnce(() =>
        fetch(`${house.server.url}/archives/${archive.id}/download?format=${format}&path=etc/hosts`, {
          headers: { authorization: `Bearer ${house.token}` },
        }),
      );
      expect([answer.status, await answer.json()]).toMatchObject([
        412,
        { error: { message: expect.stringContaining(words()), data: { kind: 'repository-lock-timeout' } } },
      ]);
    },
  );

  it('a test of the repository says it as its verdict', async () => {
    const verdict = await atOnce(() =>
      house.mutate<RepositoryVerdict>('repositories.test', { id: repository.id }),
    );
    expect(verdict.checks.at(-1)).toMatchObject({ ok: false, detail: expect.stringContaining(words()) });
  });

  it('when it has ended, the same request is answered', async () => {
    await held[Symbol.asyncDispose]();
    const { items } = await house.query<{ items: unknown[] }>('archives.entries', {
      id: archive.id,
      path: 'etc',
    });
    expect(items).toMatchObject([{ path: 'etc/hosts' }]);
  });
});
