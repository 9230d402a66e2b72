import type { JobLogLine } from '@borgcube/domain/job/job';
import type { LocalApi } from './local-api.ts';

/** The log of a job so far, page by page. */
export async function* jobLogPages(api: LocalApi, id: number): AsyncGenerator<readonly JobLogLine[]> {
  for (let after = 0; ; ) {
    const { lines, next } = await api.jobs.log.query({ id, after });
    if (lines.length === 0) return;
    yield lines;
    after = next;
  }
}

export async function readJobLog(api: LocalApi, id: number): Promise<JobLogLine[]> {
  const all: JobLogLine[] = [];
  for await (const lines of jobLogPages(api, id)) all.push(...lines);
  return all;
}
