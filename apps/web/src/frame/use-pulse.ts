import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';

const ASK_EACH_MS = 30_000;

/** What the foot of the sidebar tells: whether a worker is there and what is under way. */
export function usePulse() {
  const { data } = useQuery({ ...trpc.system.status.queryOptions(), refetchInterval: ASK_EACH_MS });
  const workers = listOf(data?.workers);
  const queue = data?.queue;
  const running = numberIn(queue, 'running');
  const waiting = numberIn(queue, 'waiting') ?? numberIn(queue, 'queued');
  return {
    worker: data === undefined ? null : workers.length > 0 ? 'worker ready' : 'no worker',
    runningWords: running ? `${running} running` : null,
    queueWords: running === null ? null : `${running} run · ${waiting ?? 0} wait`,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberIn(value: unknown, key: string): number | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = Reflect.get(value, key);
  return typeof found === 'number' ? found : null;
}
