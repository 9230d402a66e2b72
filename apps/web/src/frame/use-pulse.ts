import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';

const ASK_EACH_MS = 30_000;

export interface Pulse {
  /** Null until the server answered. */
  worker: 'worker ready' | 'no worker' | null;
  runningWords: string | null;
  queueWords: string | null;
}

/** What the foot of the sidebar tells: whether a worker is there and what is under way. */
export function usePulse(): Pulse {
  const { data } = useQuery({ ...trpc.system.status.queryOptions(), refetchInterval: ASK_EACH_MS });
  if (!data) return { worker: null, runningWords: null, queueWords: null };
  const { running, queued } = data.queue;
  return {
    worker: data.workers.some((worker) => worker.alive) ? 'worker ready' : 'no worker',
    runningWords: running > 0 ? `${running} running` : null,
    queueWords: `${running} run · ${queued} wait`,
  };
}
