import type { ClientStanding, ClientTally } from '@borgcube/domain/client/client-list';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useAddressFilter } from '../../forms/use-address-filter.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-bar.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useTypedFilter } from '../../ui/use-typed-filter.ts';
import { useRecordNames } from '../job/record-names.ts';
import { ClientBulkBar } from './client-bulk-bar.tsx';
import { ClientTable } from './client-table.tsx';
import { useClientRows } from './use-client-rows.ts';

const CHIPS: ReadonlyArray<{ show: ClientStanding | ''; label: string; count: keyof ClientTally }> = [
  { show: '', label: 'All', count: 'all' },
  { show: 'needs-you', label: 'Needs you', count: 'needsYou' },
  { show: 'running', label: 'Running', count: 'running' },
  { show: 'warning', label: 'Warning', count: 'warning' },
];

interface ClientSearch {
  q?: string;
  show?: string;
}

/** Every client, the oldest first. */
export function ClientsPage() {
  const search: ClientSearch = useSearch({ strict: false });
  const tally = useQuery(trpc.clients.tally.queryOptions());
  const admin = useMay('admin');
  const add = admin && (
    <LinkButton
      to="/clients/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add client
    </LinkButton>
  );
  const all = tally.data?.all ?? 0;
  return (
    <>
      <PageHead title="Clients" note={all > 0 ? formatCount(all) : undefined} acts={all > 0 && add} />
      <Loaded query={tally}>
        {(counts) =>
          counts.all === 0 ? (
            <EmptyState title="No clients yet" act={add}>
              <p>A client is a machine this server backs up.</p>
              <p>It needs ssh; or it is this server itself.</p>
            </EmptyState>
          ) : (
            <>
              <ClientFilters search={search} counts={counts} />
              <Clients search={search} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function ClientFilters(props: { search: ClientSearch; counts: ClientTally }) {
  const { search } = props;
  const show = useAddressFilter(search);
  const typed = useTypedFilter(search.q ?? '', (q) => show({ q }));
  return (
    <FilterBar
      text={{
        value: typed.text,
        label: 'Filter clients',
        placeholder: 'Filter by host, repo:vault, transport:ssh…',
        onChange: typed.change,
      }}
      aside="oldest first"
    >
      {CHIPS.map((chip) => (
        <FilterChip
          key={chip.show}
          pressed={standingAsked(search) === (chip.show || undefined)}
          onPress={() => show({ show: chip.show })}
        >
          {chip.label} {formatCount(props.counts[chip.count])}
        </FilterChip>
      ))}
    </FilterBar>
  );
}

function Clients(props: { search: ClientSearch }) {
  const { search } = props;
  const { query, rows, more } = useClientRows({ text: search.q, standing: standingAsked(search) });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const names = useRecordNames(
    rows.flatMap((row) => row.configs.map((config) => ({ ...config, clientId: null }))),
  );
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState
            title={search.q ? 'No such clients' : 'No client is in this state'}
            act={<LinkButton to="/clients">Clear filter</LinkButton>}
          />
        ) : (
          <>
            <ClientTable
              // Another filter is another list: nothing of the one before is held in place.
              key={`${search.show} ${search.q}`}
              rows={rows}
              names={names}
              more={more}
              selection={{ selected, onChange: setSelected }}
            />
            <ClientBulkBar
              rows={rows.filter((row) => selected.has(row.client.id))}
              onClear={() => setSelected(new Set())}
            />
          </>
        )
      }
    </Loaded>
  );
}

function standingAsked(search: ClientSearch): ClientStanding | undefined {
  return CHIPS.find((chip) => chip.show !== '' && chip.show === search.show)?.show || undefined;
}
