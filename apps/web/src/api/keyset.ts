import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { More } from '../ui/table-foot.tsx';

interface KeysetPage<Item> {
  items: readonly Item[];
  nextCursor: string | null;
}

/** Options that make a tRPC list an endless one: `trpc.x.list.infiniteQueryOptions(input, KEYSET)`. */
export const KEYSET = {
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};

/** The rows of all pages loaded so far, and the button for the next. */
export function useKeysetRows<Item>(query: {
  data: { pages: readonly KeysetPage<Item>[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}): { rows: readonly Item[]; more: More } {
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    rows,
    more: {
      hasMore: query.hasNextPage,
      loading: query.isFetchingNextPage,
      onMore: () => void query.fetchNextPage(),
    },
  };
}

/** Everything under a router asks anew; awaited before leaving a form, so that the next page is not stale. */
export function useRefresh(): (...keys: readonly (readonly unknown[])[]) => Promise<void> {
  const cache = useQueryClient();
  return async (...keys) => {
    await Promise.all(keys.map((queryKey) => cache.invalidateQueries({ queryKey })));
  };
}
