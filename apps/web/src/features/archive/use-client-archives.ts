import type { Archive } from '@borgcube/domain/archive/archive';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

/** The newest archives of an archive's client, newest first; none where it belongs to no client. */
export function useClientArchives({ clientId }: Pick<Archive, 'clientId'>): readonly Archive[] {
  const { data } = useQuery({
    ...trpc.archives.list.queryOptions({ limit: 200, ...(clientId !== null && { clientId }) }),
    enabled: clientId !== null,
  });
  return clientId === null ? [] : (data?.items ?? []);
}
