import type { ArchiveCatalog } from '@borgcube/domain/catalog/catalog';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '../../api/client.ts';

/** Whether an archive is listed; calls `onReady` when it has just become so. */
export function useCatalog(archiveId: string, onReady?: () => void): ArchiveCatalog | null {
  const { data } = useQuery(trpc.archives.catalog.queryOptions({ id: archiveId }));
  const state = data?.state ?? null;
  const before = useRef(state);
  const latest = useRef(onReady);
  latest.current = onReady;
  useEffect(() => {
    if (state === 'ready' && before.current !== null && before.current !== 'ready') latest.current?.();
    before.current = state;
  }, [state]);
  return data ?? null;
}
