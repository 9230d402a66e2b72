import type { Job } from '@borgcube/domain/job/job';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import type { JobEvent } from './job-event.ts';

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
  }
  if (moved) invalidateAfterMove(cache);
}

/** Answers whether a list showed another state, or did not show the job at all. */
function patchLists(cache: QueryClient, event: JobEvent): boolean {
  let moved = false;
  let seen = false;
  const patch = (job: Job): Job => {
    if (job.id !== event.jobId) return job;
    seen = true;
    if (job.state !== event.state) moved = true;
    return { ...job, state: event.state, progress: event.progress };
  };
  const patchPage = (page: JobPage): JobPage => ({ ...page, items: page.items.map(patch) });
  cache.setQueriesData<JobPage | InfiniteData<JobPage>>({ queryKey: trpc.jobs.list.pathKey() }, (data) => {
    if (!data) return data;
    return 'pages' in data ? { ...data, pages: data.pages.map(patchPage) } : patchPage(data);
  });
  return moved || !seen;
}

function invalidateAfterMove(cache: QueryClient): void {
  for (const queryKey of [
    trpc.jobs.list.pathKey(),
    trpc.system.pathKey(),
    trpc.clients.pathKey(),
    trpc.archives.list.pathKey(),
    trpc.repositories.pathKey(),
  ])
    void cache.invalidateQueries({ queryKey });
}
