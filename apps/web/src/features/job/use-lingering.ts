import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { useEffect, useRef, useState } from 'react';

/** A finished row keeps its place this long, with its outcome. */
const LINGER_MS = 10_000;

/** Jobs that this page saw running and that ended a moment ago. */
export function useLingering(jobs: readonly Pick<Job, 'id' | 'state'>[]): ReadonlySet<number> {
  const open = useRef(new Set<number>());
  const [lingering, setLingering] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const ended = jobs.filter((job) => isFinal(job.state) && open.current.has(job.id)).map((job) => job.id);
    for (const job of jobs) {
      if (isFinal(job.state)) open.current.delete(job.id);
      else open.current.add(job.id);
    }
    if (ended.length === 0) return;
    setLingering((before) => new Set([...before, ...ended]));
    setTimeout(
      () => setLingering((before) => new Set([...before].filter((id) => !ended.includes(id)))),
      LINGER_MS,
    );
  }, [jobs]);
  return lingering;
}
