import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appRouter } from '@borgcube/api/app-router';
import type { ProcedureMeta } from '@borgcube/api/trpc';
import type { JobDetail, JobLogPage } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Proof } from '@borgcube/domain/proof/proof';
import { callProcedure } from '@borgcube/testing/house/call-procedure';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';

/** The name of a file that lies in the archive, and is told nowhere else. */
const SECRET_NAME = 'canary-of-contents';
const NO_SUCH = `${SECRET_NAME}-missing`;

let house: House;
let viewer: { readonly url: string; readonly token: string };
let operator: { readonly url: string; readonly token: string };
let jobs: JobDetail[];
let ids: string[];

beforeAll(async () => {
  house = await startHouse();
  const tokenOf = (role: string) => {
    const made = JSON.parse(house.server.run('token', 'create', '--name', role, '--role', role, '--json'));
    return { url: house.server.url, token: String(made.token) };
  };
  [viewer, operator] = [tokenOf('viewer'), tokenOf('operator')];
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, SECRET_NAME), 'x');
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  const named = { clientId: client.id, repositoryId: repository.id };
  const config = await house.makeConfig({ ...named, paths: [source] });
  const { archiveId } = await house.backUp(config.id);
  const stored = join(source, SECRET_NAME).slice(1);
  const until = async (started: Promise<{ id: number }>) =>
    house
      .untilJob((await started).id, ({ state }) => isFinal(state))
      .catch(async () => house.query<JobDetail>('jobs.get', { id: (await started).id }));
  const restore = (paths: string[]) => {
    const target = { clientId: null, path: join(house.folder, 'back') };
    return until(house.mutate('archives.restore', { id: archiveId, paths, target }));
  };
  const drill = (paths: string[]) => {
    const data = { archiveId, scope: 'canary', paths };
    return until(house.mutate('jobs.run', { kind: 'verify-restore', config: data }));
  };
  jobs = [await restore([stored]), await restore([stored]), await restore([NO_SUCH]), await drill([NO_SUCH])];
  const [proof] = (await house.query<{ items: Proof[] }>('proofs.list')).items;
  ids = [client.id, config.id, repository.id, String(archiveId), proof?.id ?? ''];
}, 120_000);
afterAll(() => house?.[Symbol.asyncDispose]());

/** All that a role can be told of the jobs, whichever of its queries it asks. */
async function toldTo(who: typeof viewer): Promise<ReadonlyMap<string, string>> {
  const flat = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; meta?: ProcedureMeta } }
  >;
  const queries = Object.keys(flat).filter((name) => flat[name]?._def.type === 'query');
  const inputs: unknown[] = [
    undefined,
    ...ids.map((id) => ({ id })),
    ...jobs.flatMap(({ id }) => [{ id }, { jobId: id }]),
  ];
  const told = new Map<string, string>();
  for (const name of queries) {
    if (flat[name]?._def.meta?.role !== 'viewer') continue;
    for (const input of inputs) {
      const answer = await callProcedure(who, 'query', name, input).catch(() => null);
      if (answer !== null) told.set(`${name} ${JSON.stringify(input)}`, JSON.stringify(answer));
    }
  }
  return told;
}
const naming = (told: ReadonlyMap<string, string>) =>
  [...told].filter(([, text]) => text.includes(SECRET_NAME)).map(([question]) => question.split(' ')[0]);

it('a viewer learns no path of an archive from restores and drills, whatever is asked', async () => {
  expect(jobs.map(({ state, failureCause }) => failureCause?.kind ?? state)).toEqual([
    'done',
    'target-conflict',
    'archive-missing',
    'restore-differs',
  ]);
  const told = await toldTo(viewer);
  expect(told.size).toBeGreaterThan(40);
  expect(naming(told)).toEqual([]);
  // An operator does, by the same questions.
  expect([...new Set(naming(await toldTo(operator)))]).toEqual(
    expect.arrayContaining(['jobs.get', 'jobs.list', 'proofs.get', 'proofs.list']),
  );
}, 60_000);

it('and is told what came of them, and that there is more to see', async () => {
  const asViewer = async <Answer>(name: string, input?: unknown) =>
    (await callProcedure(viewer, 'query', name, input)) as Answer; // the contract fixes the answers
  const [done, conflict, missing] = jobs.map(({ id }) => ({ id }));
  const seen = await asViewer<JobDetail>('jobs.get', done);
  expect(seen).toMatchObject({ state: 'done', receipt: { written: { files: 1 } } });
  expect(seen.config).not.toHaveProperty('paths');
  expect(await asViewer('jobs.get', conflict)).toMatchObject({
    failureCause: { kind: 'target-conflict', count: 1, message: expect.stringContaining('operator') },
  });
  expect(await asViewer('jobs.get', missing)).toMatchObject({
    failureCause: { kind: 'archive-missing', path: 'one of the paths' },
  });
  const log = await asViewer<z.infer<typeof JobLogPage>>('jobs.log', done);
  expect(log.lines.map(({ message }) => message)).toEqual([expect.stringContaining('operator')]);
  expect((await house.log(Number(done?.id))).at(-1)).toMatchObject({
    seq: log.next,
    message: expect.stringContaining('place'),
  });
  expect(await asViewer('jobs.log', { ...done, after: log.next })).toEqual({ lines: [], next: log.next });
  const [proof] = (await asViewer<{ items: Proof[] }>('proofs.list')).items;
  expect(proof).toMatchObject({ isProven: false, differences: { items: [], total: 1 } });
});
