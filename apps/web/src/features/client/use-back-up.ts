import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { counted } from '../../ui/format/count.ts';
import { toast } from '../../ui/toast.tsx';
import type { ClientRow } from './client-standing.ts';

/** Starts every config that is on of the clients; of one alone its job page opens. */
export function useBackUp() {
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const run = async (rows: readonly Pick<ClientRow, 'configs' | 'client'>[]) => {
    const configs = rows.flatMap((row) => row.configs.filter((config) => config.enabled));
    setBusy(true);
    try {
      const jobs = await Promise.all(
        configs.map((config) => client.backupConfigs.run.mutate({ id: config.id })),
      );
      await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
      const [only] = jobs;
      if (only && jobs.length === 1) await navigate({ to: `/jobs/${only.id}` });
      else
        toast('running', 'Queued', `${counted(jobs.length, 'backup')} of ${counted(rows.length, 'client')}.`);
    } catch (error) {
      toast('failed', 'Not started', errorWords(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}
