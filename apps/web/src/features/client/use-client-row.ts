import type { Archive } from '@borgcube/domain/archive/archive';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import { tellingJob } from '@borgcube/domain/client/telling-job';
import type { Job } from '@borgcube/domain/job/job';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { ageOf, type ClientRow } from './client-standing.ts';

/** As many as a timeline of sixty nights may want. */
const ARCHIVES = 100;

export interface OneClientRow extends ClientRow {
  /** Oldest first. */
  archives: readonly Archive[];
  configs: BackupConfig[];
}

/** One client with its newest job, archives and configs. */
export function useClientRow(client: Client): OneClientRow {
  const { now } = useClock();
  const clientId = client.id;
  const jobs = useQuery(trpc.jobs.list.queryOptions({ clientId, kind: 'backup', limit: 50 }));
  const archives = useQuery(trpc.archives.list.queryOptions({ clientId, limit: ARCHIVES }));
  const configs = useQuery(trpc.backupConfigs.list.queryOptions({ clientId, limit: 200 }));
  return useMemo(
    () => ({
      client,
      ageMs: ageOf(client, now),
      lastJob: tellingJob(lastOfEach(jobs.data?.items ?? [], configs.data?.items ?? [])),
      lastArchive: archives.data?.items[0] ?? null,
      archives: archives.data?.items.toReversed() ?? [],
      configs: configs.data?.items ?? [],
    }),
    [client, jobs.data, archives.data, configs.data, now],
  );
}

/** Jobs are newest first. */
function lastOfEach(jobs: readonly Job[], configs: readonly BackupConfig[]): Job[] {
  return configs.flatMap((config) => jobs.find((job) => job.configId === config.id) ?? []);
}
