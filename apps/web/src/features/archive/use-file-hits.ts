import type { ArchiveHit } from '@borgcube/domain/catalog/catalog';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { trpc } from '../../api/client.ts';
import { KEYSET } from '../../api/keyset.ts';
import type { SearchScope } from './file-search.ts';

const PAGE = 50;

/**
 * What is called so. The server answers when it has looked for a while, whatever it has by then: as long as there are
 * fewer hits than were asked for, the next part is looked through without anybody pressing anything.
 */
export function useFileHits(needle: string, scope: SearchScope) {
  const query = useInfiniteQuery(
    trpc.archives.search.infiniteQueryOptions({ text: needle, ...scope, limit: PAGE }, KEYSET),
  );
  const [wanted, setWanted] = useState(PAGE);
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  // By path within each page: what stands there does not move when more is found.
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items.toSorted(byPath)) ?? [], [data]);
  const isLooking = hasNextPage && rows.length < wanted && !isError;
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage();
  }, [isLooking, isFetching, fetchNextPage]);
  const last = data?.pages.at(-1);
  return {
    query,
    rows,
    isLooking,
    looked: last?.looked ?? 0,
    notListed: last?.notListed ?? 0,
    more: { hasMore: hasNextPage && !isLooking, loading: false, onMore: () => setWanted(rows.length + PAGE) },
  };
}

function byPath(one: ArchiveHit, other: ArchiveHit): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
