import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { type ClientRow, clientRows } from './client-standing.ts';

/** Rows are joined from the newest of each list; a fleet beyond this sees the rest through its filters. */
const MOST = 200;

interface ClientRows {
  rows: readonly ClientRow[];
  clients: { data: unknown; error: unknown; refetch: () => unknown };
}

export function useClientRows(): ClientRows {
  const { now } = useClock();
  const clients = useQuery(trpc.clients.list.queryOptions({ limit: MOST }));
  const jobs = useQuery(trpc.jobs.list.queryOptions({ kind: 'backup', limit: MOST }));
  const archives = useQuery(trpc.archives.list.queryOptions({ limit: MOST }));
  const configs = useQuery(trpc.backupConfigs.list.queryOptions({ limit: MOST }));
  const rows = useMemo(
    () =>
      clientRows(
        clients.data?.items ?? [],
        jobs.data?.items ?? [],
        archives.data?.items ?? [],
        configs.data?.items ?? [],
        now,
      ),
    [clients.data, jobs.data, archives.data, configs.data, now],
  );
  return { clients, rows };
}
