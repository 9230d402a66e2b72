import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { counted } from '../../ui/format/count.ts';
import { formatSize } from '../../ui/format/size.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Split } from '../../ui/section.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { CatalogBand } from '../catalog/catalog-band.tsx';
import { useCatalog } from '../catalog/use-catalog.ts';
import { useBasketSelection } from '../restore/use-basket-selection.ts';
import { ArchivePanel } from './archive-panel.tsx';
import { visibleName } from './archive-path.ts';
import { BrowserCrumbs } from './browser-crumbs.tsx';
import { browserPlace, useSortText } from './browser-link.tsx';
import { readSort } from './browser-sort.ts';
import { EntryPanel } from './entry-panel.tsx';
import { EntryTable } from './entry-table.tsx';
import { isBusy, ListingFailed } from './listing-failed.tsx';
import { useBrowserKeys } from './use-browser-keys.ts';

/** While a job holds the repository the listing is asked for again this often. */
const BUSY_AGAIN_MS = 5000;

/** One folder of an archive; `file` is shown beside it. `landing`: the entry that the focus goes to once it is there. */
export function EntryBrowser(props: {
  archive: Archive;
  path: string;
  file: string | null;
  landing: RefObject<string | null>;
}) {
  const { archive, path, file } = props;
  const navigate = useNavigate();
  const phone = usePhone();
  const sortText = useSortText();
  const sort = readSort(sortText);
  const list = useInfiniteQuery({
    ...trpc.archives.entries.infiniteQueryOptions(
      { id: archive.id, path, limit: 200, ...sort },
      { ...KEYSET, staleTime: Number.POSITIVE_INFINITY },
    ),
    retry: false,
    refetchInterval: (query) => (isBusy(query.state.error) ? BUSY_AGAIN_MS : false),
  });
  const catalog = useCatalog(archive.id, () => void list.refetch());
  const { rows: entries, more } = useKeysetRows(list);
  const show = (name: string | null) =>
    void navigate(
      browserPlace({ archiveId: archive.id, path, ...(name !== null && { file: name }) }, sortText),
    );
  useBrowserKeys({ archiveId: archive.id, path, file, entries, landing: props.landing, onShow: show });
  const selection = useBasketSelection(archive, entries);
  const shown = entries.find((entry) => entry.name === file) ?? null;
  const close = () => show(null);
  const panel = shown && <EntryPanel key={shown.path} archive={archive} entry={shown} onClose={close} />;
  const main = (
    <>
      <BrowserCrumbs
        archiveId={archive.id}
        path={path}
        sort={sort}
        mayDoMore={catalog?.state === 'ready'}
        aside={summary(entries, list.hasNextPage)}
      />
      {catalog && <CatalogBand archive={archive} catalog={catalog} />}
      {list.isError ? (
        <ListingFailed archive={archive} path={path} error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingRows />
      ) : entries.length === 0 ? (
        <EmptyState title={path === '' ? 'This archive is empty' : 'This folder is empty'} />
      ) : (
        <EntryTable
          archive={archive}
          path={path}
          entries={entries}
          shown={file}
          sort={catalog?.state === 'ready' ? sort : null}
          since={catalog?.previous?.timestamp ?? null}
          selection={selection}
          more={more}
        />
      )}
    </>
  );
  if (!phone) return <Split main={main} side={panel ?? <ArchivePanel archive={archive} />} sideWidth={328} />;
  return (
    <>
      {main}
      {panel && (
        <Dialog withCloseButton opened onClose={close} title={visibleName(shown.name)}>
          {panel}
        </Dialog>
      )}
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
