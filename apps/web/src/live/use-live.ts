import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { JobEvent, LogEvent } from './job-event.ts';
import { readLiveState, watchJobEvents, watchLiveState, watchLogEvents } from './live-store.ts';

/** Whether live updates arrive, and since when not. */
export function useLiveState() {
  return useSyncExternalStore(watchLiveState, readLiveState);
}

/** Calls for each change of the job (`null`: of any job) while the component is on screen. */
export function useJobEvents(jobId: number | null, listener: (event: JobEvent) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      watchJobEvents((event) => {
        if (jobId === null || event.jobId === jobId) latest.current(event);
      }),
    [jobId],
  );
}

/** Calls at once when lines were added to the job's log. */
export function useLogEvents(jobId: number, listener: (event: LogEvent) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      watchLogEvents((event) => {
        if (event.jobId === jobId) latest.current(event);
      }),
    [jobId],
  );
}
