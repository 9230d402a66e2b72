import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { RecordFilters, type RecordsAddress } from '../../forms/record-filter.tsx';
import { type ChangeFilter, useAddressFilter } from '../../forms/use-address-filter.ts';
import { useClock } from '../../ui/clock.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-bar.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { useTypedFilter } from '../../ui/use-typed-filter.ts';
import { useRecordNames } from '../job/record-names.ts';

export interface ArchivesAddress extends RecordsAddress {
  /** Files of this archive alone are looked for. */
  archive?: string;
  q?: string;
}

type Change = ChangeFilter<ArchivesAddress>;

/** What is looked for, and where: everywhere, at one client, in one repository, or in one archive. */
export function ArchiveFilters(props: { address: ArchivesAddress }) {
  const { address } = props;
  const change = useAddressFilter(address);
  const typed = useTypedFilter(address.q ?? '', (q) => change({ q }));
  return (
    <FilterBar
      wide
      text={{
        value: typed.text,
        label: 'Find archives and files',
        placeholder: 'Host or date of an archive, name or path of a file',
        onChange: typed.change,
      }}
      {...(!address.q && { aside: 'newest first' })}
    >
      {address.archive === undefined ? (
        <Records address={address} change={change} />
      ) : (
        <ArchiveScope archiveId={address.archive} change={change} />
      )}
    </FilterBar>
  );
}

function Records(props: { address: ArchivesAddress; change: Change }) {
  const { address, change } = props;
  const everywhere = address.client === undefined && address.repository === undefined;
  return (
    <>
      <span className={everywhere ? 'desk-only' : undefined}>
        <FilterChip pressed={everywhere} onPress={() => change({ client: undefined, repository: undefined })}>
          Everything
        </FilterChip>
      </span>
      <RecordFilters address={address} change={change} />
    </>
  );
}

/** One archive, with the way out of it: all of its client, or everything. */
function ArchiveScope(props: { archiveId: string; change: Change }) {
  const { archiveId, change } = props;
  const { now, timeZone } = useClock();
  const { data: archive } = useQuery(trpc.archives.get.queryOptions({ id: archiveId }));
  const names = useRecordNames(archive ? [archive] : []);
  if (!archive) return null;
  const host = names.client(archive.clientId);
  return (
    <>
      <FilterChip pressed onPress={() => {}}>
        {host ?? archive.name}, {formatInstant(new Date(archive.timestamp), now, timeZone)}
      </FilterChip>
      {host !== null && (
        <FilterChip
          pressed={false}
          onPress={() => change({ archive: undefined, client: archive.clientId ?? undefined })}
        >
          All of {host}
        </FilterChip>
      )}
      <FilterChip pressed={false} onPress={() => change({ archive: undefined })}>
        Everything
      </FilterChip>
    </>
  );
}
