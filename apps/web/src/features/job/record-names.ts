import { useQueries } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

/** Names change rarely; a renamed client shows up after this at the latest. */
const FRESH_MS = 5 * 60_000;

export interface RecordNames {
  client: (id: string | null) => string | null;
  repository: (id: string | null) => string | null;
}

interface Named {
  clientId: string | null;
  repositoryId: string | null;
}

/** Names of the clients and repositories that rows speak of; asked for in one batch, each once. */
export function useRecordNames(rows: readonly Named[]): RecordNames {
  const clientIds = distinct(rows.map((row) => row.clientId));
  const repositoryIds = distinct(rows.map((row) => row.repositoryId));
  const clients = useQueries({
    queries: clientIds.map((id) => ({ ...trpc.clients.get.queryOptions({ id }), staleTime: FRESH_MS })),
  });
  const repositories = useQueries({
    queries: repositoryIds.map((id) => ({
      ...trpc.repositories.get.queryOptions({ id }),
      staleTime: FRESH_MS,
    })),
  });
  const hostnames = new Map(clients.map((found) => [found.data?.id, found.data?.hostname]));
  const names = new Map(repositories.map((found) => [found.data?.id, found.data?.name]));
  return {
    client: (id) => (id === null ? null : (hostnames.get(id) ?? null)),
    repository: (id) => (id === null ? null : (names.get(id) ?? null)),
  };
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id): id is string => id !== null).sort();
}
