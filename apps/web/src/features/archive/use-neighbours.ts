import type { ArchiveNeighbours } from '@borgcube/domain/archive/archive-neighbours';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

/** What stands before and after an archive, and what it is compared with; nothing until that is known. */
export function useNeighbours(id: string): Partial<ArchiveNeighbours> {
  return useQuery(trpc.archives.neighbours.queryOptions({ id })).data ?? {};
}
