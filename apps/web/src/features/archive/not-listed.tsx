import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { counted } from '../../ui/format/count.ts';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { toast } from '../../ui/toast.tsx';
import type { SearchScope } from './file-search.ts';
import css from './search.module.css';

const LISTINGS = { kind: 'catalog', unfinished: 'all', limit: 200 } as const;

/** How many archives nothing can be looked up in yet, and the act that lists them; while that goes on, how many are left. */
export function NotListed(props: { count: number; scope: SearchScope; onListed: () => void }) {
  const { count, scope } = props;
  const refresh = useRefresh();
  const { data } = useQuery({ ...trpc.jobs.list.queryOptions(LISTINGS), enabled: count > 0 });
  const listing = data?.items.length ?? 0;
  useWhenFewer(listing, props.onListed);
  const told = {
    onSuccess: () => refresh(trpc.jobs.pathKey(), trpc.system.pathKey()),
    onError: (error: unknown) => toast('failed', 'Not started', errorWords(error).message),
  };
  const one = useMutation(trpc.archives.buildCatalog.mutationOptions(told));
  const all = useMutation(trpc.archives.buildCatalogs.mutationOptions(told));
  if (count === 0) return null;
  const { archiveId, ...rest } = scope;
  const list = () => (archiveId === undefined ? all.mutate(rest) : one.mutate({ id: archiveId }));
  const words = archiveId === undefined ? counted(count, 'archive') : 'This archive';
  return (
    <div className={css.notListed} role="status">
      <StateWord tone={listing > 0 ? 'running' : 'warning'}>
        {listing > 0 ? 'Being listed' : 'Not all looked at'}
      </StateWord>
      <span>
        {words} {count === 1 ? 'is' : 'are'} not listed yet: what is in {count === 1 ? 'it' : 'them'} is not
        found here.
      </span>
      {listing > 0 && (
        <TextLink to="/jobs?kind=catalog">
          {counted(listing, 'listing')} {listing === 1 ? 'goes' : 'go'} on
        </TextLink>
      )}
      {listing < count && (
        <Button size="sm" loading={one.isPending || all.isPending} onClick={list}>
          {count === 1 ? 'List it' : 'List them'}
        </Button>
      )}
    </div>
  );
}

/** Calls each time when there are fewer than before. */
function useWhenFewer(count: number, run: () => void): void {
  const before = useRef(count);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (count < before.current) latest.current();
    before.current = count;
  }, [count]);
}
