import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

/** Plugins change with a restart alone; what is stored for missing ones may change any time. */
const KEPT_MS = 60_000;

export function usePlugins() {
  return useQuery({ ...trpc.system.plugins.queryOptions(), staleTime: KEPT_MS });
}
