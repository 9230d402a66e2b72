import { useSearch } from '@tanstack/react-router';
import { useMay } from '../../frame/session.ts';
import { useClock } from '../../ui/clock.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { BasketBar } from '../restore/basket-bar.tsx';
import { ArchiveFilters, type ArchivesAddress } from './archive-filters.tsx';
import { ArchiveList } from './archive-list.tsx';
import { readArchiveQuery } from './archive-query.ts';
import { FileHits } from './file-hits.tsx';
import { fileNeedle } from './file-search.ts';

/** Every archive, newest first; a text finds archives by host, name or date, and the files in them. All of it lives in the address. */
export function ArchivesPage() {
  const address: ArchivesAddress = useSearch({ strict: false });
  const { now, timeZone } = useClock();
  const admin = useMay('admin');
  const operator = useMay('operator');
  const typed = address.q ?? '';
  const needle = fileNeedle(typed);
  const filter = {
    ...(address.client && { clientId: address.client }),
    ...(address.repository && { repositoryId: address.repository }),
  };
  return (
    <>
      <PageHead
        hasTimes
        title="Archives"
        acts={admin && <LinkButton to="/archives/import">Import archives</LinkButton>}
      />
      <ArchiveFilters address={address} />
      {address.archive === undefined && (
        <ArchiveList
          key={typed}
          asked={{ ...filter, ...readArchiveQuery(typed, now, timeZone) }}
          found={needle !== null}
          filtered={Object.keys(address).length > 0}
        />
      )}
      {(needle !== null || address.archive !== undefined) && (
        <FileHits
          key={`${needle} ${JSON.stringify(filter)} ${address.archive}`}
          needle={needle}
          scope={address.archive === undefined ? filter : { archiveId: address.archive }}
        />
      )}
      {operator && <BasketBar />}
    </>
  );
}
