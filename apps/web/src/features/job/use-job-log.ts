import type { JobLogLine } from '@borgcube/domain/job/job';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../api/client.ts';
import { useJobEvents } from '../../live/use-live.ts';
import { type LogLineView, logLineView } from './log-line-view.ts';

const PAGE_LINES = 2000;
/** Lines are stored in batches of one second; asking more often finds nothing new. */
const ASK_EACH_MS = 2000;

interface JobLog {
  lines: readonly LogLineView[];
  loaded: boolean;
  failed: unknown;
  reload: () => void;
}

/**
 * The lines of a job from its first, and while it runs what follows. The console has one event stream for all its
 * tabs, so the log is asked for, and at once when the stream tells of the job.
 */
export function useJobLog(jobId: number, running: boolean): JobLog {
  const [lines, setLines] = useState<readonly LogLineView[]>([]);
  const [loaded, setLoaded] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const ask = useRef(async () => {});
  const after = useRef(0);
  useJobEvents(jobId, () => void ask.current());
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts the reading again
  useEffect(() => {
    const stopped = new AbortController();
    let busy = false;
    const take = (more: readonly JobLogLine[]) => setLines((before) => [...before, ...more.map(logLineView)]);
    ask.current = async () => {
      if (busy) return;
      busy = true;
      try {
        await readOn(jobId, after, stopped.signal, take);
        setLoaded(true);
      } catch (error) {
        if (!stopped.signal.aborted) setFailed(error);
      }
      busy = false;
    };
    void ask.current();
    const timer = setInterval(() => {
      if (running && document.visibilityState === 'visible') void ask.current();
    }, ASK_EACH_MS);
    return () => {
      stopped.abort();
      clearInterval(timer);
    };
  }, [jobId, running, attempt]);
  const reload = () => {
    setFailed(null);
    setAttempt(attempt + 1);
  };
  return { lines, loaded, failed, reload };
}

async function readOn(
  id: number,
  after: { current: number },
  signal: AbortSignal,
  take: (lines: readonly JobLogLine[]) => void,
): Promise<void> {
  for (;;) {
    const asked = { id, after: after.current, limit: PAGE_LINES };
    const page = await client.jobs.log.query(asked, { signal });
    // Two readings may overlap for a moment when the job ends: what came first counts.
    if (signal.aborted || after.current !== asked.after) return;
    after.current = page.next;
    if (page.lines.length > 0) take(page.lines);
    if (page.lines.length < PAGE_LINES) return;
  }
}
