import { sumArchives } from '@borgcube/db/night-store';
import type { Database } from '@borgcube/db/open-database';
import {
  listNames,
  listNextSchedules,
  listProtectedClients,
  listRunningJobs,
  listStoredFigures,
  type ProtectedClient,
  readBeginnings,
} from '@borgcube/db/overview-store';
import { listTamperedRepositories } from '@borgcube/db/repository-store';
import { listWorkers } from '@borgcube/db/worker-store';
import type { Dashboard, SetupStep } from '@borgcube/domain/overview/dashboard';
import { lastNights, nightBegins } from '@borgcube/domain/overview/night';
import { verdictOf } from '@borgcube/domain/overview/verdict';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toJobView } from '../job/job-view.ts';
import { withoutContents } from '../job/shown-job.ts';
import { readTiles } from '../metric/read-tiles.ts';
import { findIncidents, isOver, withRepeats } from './find-incidents.ts';
import { readNights } from './read-nights.ts';
import { readProof } from './read-proof.ts';
import { isAlive } from './read-status.ts';
import { readTold } from './read-told.ts';
import { RecentAnswers } from './recent-answer.ts';

const INCIDENTS_SHOWN = 5;
const RUNNING_SHOWN = 4;
const RUNNING_READ = 50;
const NEXT_SHOWN = 4;
const STORED_SHOWN = 6;
const WORST_SHOWN = 5;

const recent = new WeakMap<Database, RecentAnswers<Dashboard>>();

/** All that the start page shows, by indexed and bounded queries; in a large fleet kept for some seconds. */
export async function readDashboard(ctx: CoreContext, timeZone: string): Promise<Dashboard> {
  requireRole(ctx, 'viewer');
  const answers = recent.get(ctx.db) ?? new RecentAnswers<Dashboard>();
  recent.set(ctx.db, answers);
  return answers.get({
    key: timeZone,
    eventId: ctx.bus.lastId,
    now: () => ctx.clock().getTime(),
    read: () => findDashboard(ctx, timeZone),
  });
}

async function findDashboard(ctx: CoreContext, timeZone: string): Promise<Dashboard> {
  const now = ctx.clock();
  const clients = await listProtectedClients(ctx.db);
  const incidents = await findIncidents(ctx, clients, now);
  const running = await listRunningJobs(ctx.db, RUNNING_READ);
  const beginnings = await readBeginnings(ctx.db);
  const over = clients.filter((client) => isOver(client, now));
  const workers = await listWorkers(ctx.db, new Date(now.getTime() - 30 * 86_400_000));
  const runningClientIds = new Set(
    running.jobs.flatMap((job) => (job.clientId === null ? [] : [job.clientId])),
  );
  return {
    now: now.toISOString(),
    timeZone,
    verdict: verdictOf({
      timeZone,
      workerSeenAt:
        workers.map((worker) => worker.seenAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
      workerAlive: workers.some((worker) => isAlive(worker, now)),
      clients: clients.length,
      inside: clients.length - over.length,
      archives: beginnings.archive,
      incidents: incidents.length,
      failedLast: incidents.filter(({ event, clientId }) => event === 'job-failed' && clientId !== null)
        .length,
      tampered: await listTamperedRepositories(ctx.db),
    }),
    lastNight: await readLastNight(ctx, timeZone, now),
    tiles: await readTiles(ctx, timeZone),
    counts: {
      clients: clients.length,
      repositories: beginnings.repositories,
      running: running.running,
      queued: running.queued,
    },
    incidents: {
      items: await withRepeats(ctx, incidents.slice(0, INCIDENTS_SHOWN)),
      more: Math.max(0, incidents.length - INCIDENTS_SHOWN),
      checkedAt: now.toISOString(),
    },
    running: await describeRunning(ctx, running.jobs.slice(0, RUNNING_SHOWN)),
    nights: await readNights(ctx, { clients, incidents, runningClientIds, timeZone, now }),
    ages: { over: over.length, total: clients.length, worst: worstAges(clients, now) },
    stored: (await listStoredFigures(ctx.db, STORED_SHOWN)).map((row) => ({
      ...row,
      measuredAt: row.measuredAt?.toISOString() ?? null,
    })),
    proof: await readProof(ctx, clients, now),
    nextUp: await readNextUp(ctx),
    setupSteps: setupSteps(beginnings),
    told: await readTold(ctx),
  };
}

async function readLastNight(ctx: CoreContext, timeZone: string, now: Date): Promise<Dashboard['lastNight']> {
  const [night] = lastNights(now, timeZone, 1);
  const sums = await sumArchives(ctx.db, nightBegins(night ?? '', timeZone), now);
  return sums.backups === 0
    ? null
    : { backups: sums.backups, originalSize: sums.originalSize, newData: sums.deduplicatedSize };
}

async function describeRunning(
  ctx: CoreContext,
  rows: Awaited<ReturnType<typeof listRunningJobs>>['jobs'],
): Promise<Dashboard['running']> {
  const names = await listNames(
    ctx.db,
    rows.flatMap((row) => row.clientId ?? []),
    rows.flatMap((row) => row.repositoryId ?? []),
  );
  return rows.map((row) => {
    const client = names.get(row.clientId ?? '');
    const repository = names.get(row.repositoryId ?? '');
    const kind = ctx.kinds.jobKinds.get(row.kind)?.verboseName ?? row.kind;
    const title =
      client !== undefined && repository !== undefined
        ? `${kind.toLowerCase()} to ${repository}`
        : kind.toLowerCase();
    return { job: withoutContents(toJobView(row)), subject: client ?? repository ?? `Job ${row.id}`, title };
  });
}

function worstAges(clients: readonly ProtectedClient[], now: Date): Dashboard['ages']['worst'] {
  const share = (client: ProtectedClient) =>
    (now.getTime() - (client.newestGoodArchiveAt ?? client.expectedSince).getTime()) / client.objective;
  return [...clients]
    .sort((a, b) => share(b) - share(a))
    .slice(0, WORST_SHOWN)
    .map((client) => ({
      clientId: client.id,
      hostname: client.hostname,
      newestGoodArchiveAt: client.newestGoodArchiveAt?.toISOString() ?? null,
      objective: client.objective,
    }));
}

async function readNextUp(ctx: CoreContext): Promise<Dashboard['nextUp']> {
  const rows = await listNextSchedules(ctx.db, NEXT_SHOWN);
  return rows.flatMap((row) =>
    row.nextAt === null
      ? []
      : [{ scheduleId: row.id, name: row.name, at: row.nextAt.toISOString(), actions: row._count.actions }],
  );
}

function setupSteps(done: Awaited<ReturnType<typeof readBeginnings>>): SetupStep[] | null {
  const steps: SetupStep[] = [
    { name: 'repository', done: done.repositories > 0 },
    { name: 'client', done: done.client },
    { name: 'config', done: done.config },
    { name: 'backup', done: done.archive },
    { name: 'schedule', done: done.schedule },
  ];
  return steps.every((step) => step.done) ? null : steps;
}
