import type { Client } from '@borgcube/domain/client/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { type ClientRow, clientRows } from './client-standing.ts';

/** As many as a timeline of sixty nights may want. */
const ARCHIVES = 100;

/** One client with its newest job, archives and configs. */
export function useClientRow(client: Client): ClientRow {
  const { now } = useClock();
  const clientId = client.id;
  const jobs = useQuery(trpc.jobs.list.queryOptions({ clientId, limit: 10 }));
  const archives = useQuery(trpc.archives.list.queryOptions({ clientId, limit: ARCHIVES }));
  const configs = useQuery(trpc.backupConfigs.list.queryOptions({ clientId, limit: 200 }));
  return useMemo(() => {
    const [row] = clientRows(
      [client],
      jobs.data?.items ?? [],
      archives.data?.items ?? [],
      configs.data?.items ?? [],
      now,
    );
    return row ?? { client, ageMs: null, lastJob: null, archives: [], configs: [] };
  }, [client, jobs.data, archives.data, configs.data, now]);
}
