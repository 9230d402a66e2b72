import { listClients, tallyClients } from '@borgcube/core/client/list-clients';
import type { CoreContext } from '@borgcube/core/core-context';
import { listJobs } from '@borgcube/core/job/list-jobs';
import type { Provider } from '@borgcube/db/provider';
import { ClientList } from '@borgcube/domain/client/client-list';
import { JobList } from '@borgcube/domain/job/job';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { setup } from '@borgcube/testing/database/test-run';
import type { Measurement } from './measurement.ts';
import { type Fleet, seedFleet } from './seed-fleet.ts';

const FLEET: Fleet = { clients: 10_000, repositories: 40, jobs: 2_000_000, archives: 24 };
const RUNS = 5;
/** What takes so long is measured once. */
const HOPELESS_MS = 1000;
const LIMIT_MS = 150;
const PROVIDERS: readonly Provider[] = ['sqlite', 'postgresql'];

/** What the console's filters can ask of the jobs, each with each. */
const STATES = [
  {},
  { state: 'failed' },
  { state: 'done' },
  { state: 'cancelled' },
  { state: 'job_created' },
  { unfinished: 'all' },
  { unfinished: 'running' },
];
const KINDS = [undefined, 'backup', 'check'];
const REPOSITORIES = [undefined, 'r7'];
const CLIENTS = [undefined, 'c77'];

/** First pages of the long lists, with every filter that the console offers, over a large house on both databases. */
export async function measureLists(): Promise<Measurement[]> {
  const stop = setup();
  try {
    const found: Measurement[] = [];
    for (const provider of PROVIDERS) found.push(...(await measureOn(provider)));
    return found;
  } finally {
    await stop();
  }
}

async function measureOn(provider: Provider): Promise<Measurement[]> {
  await using database = await openTestDatabase(provider);
  const now = new Date();
  await seedFleet(database.db, FLEET, now);
  if (provider === 'postgresql') await database.db.$executeRawUnsafe('VACUUM ANALYZE');
  const core = makeTestCore(database.db);
  try {
    const found: Measurement[] = [];
    for (const [name, ask] of questions(core.ctx)) {
      const values = await timesOf(ask);
      found.push({ name: `${provider}: ${name}`, unit: 'ms', values, limit: LIMIT_MS });
    }
    return found;
  } finally {
    core.remove();
  }
}

function* questions(ctx: CoreContext): Generator<readonly [string, () => Promise<unknown>]> {
  for (const input of jobFilters()) {
    const asked = JobList.parse(input);
    yield [`jobs ${JSON.stringify(input)}`, () => listJobs(ctx, asked)];
  }
  yield ['jobs, from the middle', () => listJobs(ctx, JobList.parse({ cursor: String(FLEET.jobs / 2) }))];
  for (const input of [
    {},
    { standing: 'needs-you' },
    { standing: 'running' },
    { standing: 'warning' },
    { text: 'host99' },
  ]) {
    const asked = ClientList.parse({ order: 'oldest', ...input });
    yield [`clients ${JSON.stringify(input)}`, () => listClients(ctx, asked)];
  }
  yield ['clients counted by standing', () => tallyClients(ctx)];
}

function jobFilters(): object[] {
  return STATES.flatMap((state) =>
    KINDS.flatMap((kind) =>
      REPOSITORIES.flatMap((repositoryId) =>
        CLIENTS.map((clientId) =>
          Object.fromEntries(
            Object.entries({ ...state, kind, repositoryId, clientId }).filter(
              ([, value]) => value !== undefined,
            ),
          ),
        ),
      ),
    ),
  );
}

async function timesOf(ask: () => Promise<unknown>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await ask();
    const took = performance.now() - begin;
    values.push(took);
    if (took > HOPELESS_MS) break;
  }
  return values;
}
