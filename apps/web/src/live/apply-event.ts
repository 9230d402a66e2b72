import type { ListedClient } from '@borgcube/domain/client/client-list';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import type { JobEvent } from './job-event.ts';

interface ClientPage {
  items: ListedClient[];
  nextCursor: string | null;
}

interface JobPage {
  items: Job[];
  nextCursor: string | null;
}

/** Puts the newest figures of each job into what is cached, and asks anew for what a change of state may move. */
export function applyJobEvents(cache: QueryClient, events: readonly JobEvent[]): void {
  const newest = new Map(events.map((event) => [event.jobId, event]));
  let moved = false;
  for (const event of newest.values()) {
    const queryKey = trpc.jobs.get.queryKey({ id: event.jobId });
    const detail = cache.getQueryData(queryKey);
    if (detail && detail.state !== event.state) void cache.invalidateQueries({ queryKey });
    else if (detail) cache.setQueryData(queryKey, { ...detail, progress: event.progress });
    moved = patchLists(cache, event) || moved;
    patchClients(cache, event);
    moved = hasMoved(event) || moved;
  }
  if (moved) invalidateAfterMove(cache);
}

/** The state of each unfinished job as last told: a page that caches no list notices a change all the same. */
const toldStates = new Map<number, string>();

/** Progress alone moves nothing; it comes each second. */
function hasMoved(event: JobEvent): boolean {
  const before = toldStates.get(event.jobId);
  if (isFinal(event.state)) toldStates.delete(event.jobId);
  else toldStates.set(event.jobId, event.state);
  return before !== event.state;
}

/** Answers whether a list showed another state. */
function patchLists(cache: QueryClient, event: JobEvent): boolean {
  let moved = false;
  const patch = (job: Job): Job => {
    if (job.id !== event.jobId) return job;
    if (job.state !== event.state) moved = true;
    return { ...job, state: event.state, progress: event.progress };
  };
  const patchPage = (page: JobPage): JobPage => ({ ...page, items: page.items.map(patch) });
  cache.setQueriesData<JobPage | InfiniteData<JobPage>>({ queryKey: trpc.jobs.list.pathKey() }, (data) => {
    if (!data) return data;
    return 'pages' in data ? { ...data, pages: data.pages.map(patchPage) } : patchPage(data);
  });
  return moved;
}

/** A row of a client tells how far its backup is. */
function patchClients(cache: QueryClient, event: JobEvent): void {
  const patch = (item: ListedClient): ListedClient =>
    item.lastJob?.id === event.jobId
      ? { ...item, lastJob: { ...item.lastJob, state: event.state, progress: event.progress } }
      : item;
  const patchPage = (page: ClientPage): ClientPage => ({ ...page, items: page.items.map(patch) });
  cache.setQueriesData<ClientPage | InfiniteData<ClientPage>>(
    { queryKey: trpc.clients.list.pathKey() },
    (data) => data && ('pages' in data ? { ...data, pages: data.pages.map(patchPage) } : patchPage(data)),
  );
}

function invalidateAfterMove(cache: QueryClient): void {
  for (const queryKey of [
    trpc.jobs.list.pathKey(),
    trpc.system.pathKey(),
    trpc.clients.pathKey(),
    trpc.archives.list.pathKey(),
    trpc.archives.neighbours.pathKey(),
    trpc.archives.catalog.pathKey(),
    trpc.repositories.pathKey(),
    trpc.proofs.pathKey(),
    trpc.schedules.list.pathKey(),
    trpc.schedules.occurrences.pathKey(),
  ])
    void cache.invalidateQueries({ queryKey });
}
