import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useKey } from '../../keys/use-key.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { counted } from '../../ui/format/count.ts';
import { formatSize } from '../../ui/format/size.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Split } from '../../ui/section.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { useBasketSelection } from '../restore/use-basket-selection.ts';
import { parentPath, visibleName } from './archive-path.ts';
import { BrowserCrumbs } from './browser-crumbs.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { EntryTable } from './entry-table.tsx';
import { isBusy, ListingFailed } from './listing-failed.tsx';

/** While a job holds the repository the listing is asked for again this often. */
const BUSY_AGAIN_MS = 5000;

/** One folder of an archive; `file` is shown beside it. */
export function EntryBrowser(props: { archive: Archive; path: string; file: string | null }) {
  const { archive, path } = props;
  const navigate = useNavigate();
  const phone = usePhone();
  const list = useInfiniteQuery({
    ...trpc.archives.entries.infiniteQueryOptions(
      { id: archive.id, path, limit: 200 },
      { getNextPageParam: (page) => page.nextCursor, staleTime: Number.POSITIVE_INFINITY },
    ),
    retry: false,
    refetchInterval: (query) => (isBusy(query.state.error) ? BUSY_AGAIN_MS : false),
  });
  const goTo = (target: string) =>
    void navigate({ to: '/archives/$id/browse/$', params: { id: archive.id, _splat: target }, search: {} });
  useKey(path === '' ? null : 'ArrowLeft', 'Folder above', () => goTo(parentPath(path)));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useBasketSelection(archive, entries);
  const shown = entries.find((entry) => entry.name === props.file) ?? null;
  const close = () => goTo(path);
  useKey(shown ? 'Escape' : null, 'Close the file', close);
  const panel = shown && <EntryPanel archiveId={archive.id} entry={shown} onClose={close} />;
  const main = (
    <>
      <BrowserCrumbs archiveId={archive.id} path={path} aside={summary(entries, list.hasNextPage)} />
      {list.isError ? (
        <ListingFailed archive={archive} path={path} error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows />
      ) : entries.length === 0 ? (
        <EmptyState title={path === '' ? 'This archive is empty' : 'This folder is empty'} />
      ) : (
        <EntryTable
          archiveId={archive.id}
          path={path}
          entries={entries}
          shown={props.file}
          selection={selection}
          more={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        />
      )}
    </>
  );
  if (!panel) return main;
  if (!phone) return <Split main={main} side={panel} />;
  return (
    <>
      {main}
      <Modal opened onClose={close} title={visibleName(shown.name)}>
        {panel}
      </Modal>
    </>
  );
}

/** `17 entries · 31.4 GiB`; a listing that goes on is counted as far as it is shown. */
function summary(entries: readonly ArchiveEntry[], goesOn: boolean): string | null {
  if (entries.length === 0) return null;
  const count = counted(entries.length, 'entry', 'entries');
  if (goesOn) return `first ${count}`;
  const bytes = entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
  return bytes === 0 ? count : `${count} · ${formatSize(bytes)}`;
}
