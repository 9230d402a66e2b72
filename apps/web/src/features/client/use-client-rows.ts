import type { ClientStanding, ListedClient } from '@borgcube/domain/client/client-list';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { useClock } from '../../ui/clock.tsx';
import { ageOf, type ClientRow } from './client-standing.ts';

export interface ListedRow extends ClientRow {
  /** Of its last archives, oldest first. */
  sizes: ListedClient['sizes'];
}

/** The oldest first, as far as they are asked for. */
export function useClientRows(asked: { text?: string | undefined; standing?: ClientStanding | undefined }) {
  const { now } = useClock();
  const { text, standing } = asked;
  const query = useInfiniteQuery({
    ...trpc.clients.list.infiniteQueryOptions(
      { order: 'oldest', ...(text && { text }), ...(standing && { standing }) },
      KEYSET,
    ),
    // While words are typed the list changes, it does not come and go.
    placeholderData: keepPreviousData,
  });
  const { rows: listed, more } = useKeysetRows(query);
  const rows = useMemo(() => listed.map((item): ListedRow => rowOf(item, now)), [listed, now]);
  return { query, rows, more };
}

function rowOf(item: ListedClient, now: Date): ListedRow {
  const { lastJob, lastArchive, sizes, configs } = item;
  return { client: item, ageMs: ageOf(item, now), lastJob, lastArchive, sizes, configs };
}
