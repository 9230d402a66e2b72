import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/client.ts';
import { applyJobEvents } from './apply-event.ts';
import type { JobEvent } from './job-event.ts';
import { deliverJobEvent, deliverLogEvent, setLostAt } from './live-store.ts';
import { type OpenStream, shareStream } from './shared-stream.ts';

/** At most one change a second reaches the views. */
const FLUSH_MS = 1000;
let retryNow: (() => void) | null = null;

/** Tries the stream again at once, in whichever tab holds it. */
export function retryLiveStream(): void {
  retryNow?.();
}

const openJobNews: OpenStream = (on) => {
  const subscription = client.jobs.onNews.subscribe(undefined, {
    onData: on.data,
    onError: on.lost,
    onConnectionStateChange: (change) => {
      if (change.state === 'pending') on.connected();
      else if (change.state === 'connecting' && change.error) on.lost();
    },
  });
  return () => subscription.unsubscribe();
};

/** Keeps the cache fresh while the frame stands; after a gap everything on screen is asked for anew. */
export function useLiveStream(): void {
  const cache = useQueryClient();
  useEffect(() => {
    let waiting: JobEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    const flush = () => {
      timer = null;
      applyJobEvents(cache, waiting);
      for (const event of waiting) deliverJobEvent(event);
      waiting = [];
    };
    const shared = shareStream(openJobNews, {
      event: (event) => {
        waiting.push(event);
        timer ??= setTimeout(flush, FLUSH_MS);
      },
      // One request for a page of lines; the worker tells at most once a second.
      log: deliverLogEvent,
      connected: (gap) => {
        setLostAt(null);
        if (gap) void cache.invalidateQueries();
      },
      lost: setLostAt,
    });
    retryNow = shared.retry;
    return () => {
      retryNow = null;
      if (timer) clearTimeout(timer);
      shared.stop();
    };
  }, [cache]);
}
