import type { JobLogLine } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../api/client.ts';
import { useJobEvents, useLogEvents } from '../../live/use-live.ts';
import { type LogLineView, logLineView } from './log-line-view.ts';

const PAGE_LINES = 2000;
/** Another node's worker is not heard over the stream, and a stream may break: then the log is asked for so often. */
const ASK_EACH_MS = 2000;
/** Whoever heard of the log lately hears of it again. */
const HEARD_FOR_MS = 20_000;

interface JobLog {
  lines: readonly LogLineView[];
  loaded: boolean;
  failed: unknown;
  reload: () => void;
}

/**
 * The lines of a job from its first, and while it runs what follows. The console has one event stream for all its
 * tabs; it tells that lines were added, and they are asked for at once.
 */
export function useJobLog(jobId: number, running: boolean): JobLog {
  const [lines, setLines] = useState<readonly LogLineView[]>([]);
  const [loaded, setLoaded] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const ask = useRef(async () => {});
  const after = useRef(0);
  const heardAt = useRef(0);
  useLogEvents(jobId, () => {
    heardAt.current = Date.now();
    void ask.current();
  });
  useJobEvents(jobId, ({ state }) => {
    if (isFinal(state)) void ask.current();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts the reading again
  useEffect(() => {
    const stopped = new AbortController();
    let busy = false;
    let again = false;
    const take = (more: readonly JobLogLine[]) => setLines((before) => [...before, ...more.map(logLineView)]);
    ask.current = async () => {
      // What is told of while a page is read may not be in it.
      again = busy;
      if (busy) return;
      busy = true;
      try {
        await readOn(jobId, after, stopped.signal, take);
        setLoaded(true);
      } catch (error) {
        if (!stopped.signal.aborted) setFailed(error);
      }
      busy = false;
      if (again) void ask.current();
    };
    void ask.current();
    const timer = setInterval(() => {
      const heard = Date.now() - heardAt.current < HEARD_FOR_MS;
      if (running && !heard && document.visibilityState === 'visible') void ask.current();
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
