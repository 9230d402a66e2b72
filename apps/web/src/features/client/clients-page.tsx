import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-bar.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { ClientBulkBar } from './client-bulk-bar.tsx';
import { type ClientRow, needsSomeone, rowMatches, standingOf } from './client-standing.ts';
import { ClientTable } from './client-table.tsx';
import { useClientRows } from './use-client-rows.ts';

const CHIPS: ReadonlyArray<{ value: string; label: string; holds: (row: ClientRow) => boolean }> = [
  { value: '', label: 'All', holds: () => true },
  { value: 'needs-you', label: 'Needs you', holds: needsSomeone },
  { value: 'running', label: 'Running', holds: (row) => standingOf(row).tone === 'running' },
  { value: 'warning', label: 'Warning', holds: (row) => standingOf(row).tone === 'warning' },
];

/** Every client, the oldest against its objective first. */
export function ClientsPage() {
  const search: { q?: string; show?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { clients, rows } = useClientRows();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const names = useRecordNames(rows.flatMap((row) => row.configs));
  const admin = useMay('admin');
  const show = (change: { q?: string; show?: string }) => {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value);
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true });
  };
  const chip = CHIPS.find((known) => known.value === (search.show ?? '')) ?? CHIPS[0];
  const shown = rows.filter(
    (row) => (chip?.holds(row) ?? true) && rowMatches(row, search.q ?? '', names.repository),
  );
  const add = admin && (
    <LinkButton
      to="/clients/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add client
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Clients" note={rows.length || undefined} acts={rows.length > 0 && add} />
      <Loaded query={clients}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No clients yet" act={add}>
              <p>A client is a machine this server backs up.</p>
              <p>It needs ssh; or it is this server itself.</p>
            </EmptyState>
          ) : (
            <>
              <FilterBar
                text={{
                  value: search.q ?? '',
                  label: 'Filter clients',
                  placeholder: 'Filter by host, repo:vault, transport:ssh…',
                  onChange: (q) => show({ q }),
                }}
                aside="oldest first"
              >
                {CHIPS.map(({ value, label, holds }) => (
                  <FilterChip
                    key={value}
                    pressed={chip?.value === value}
                    onPress={() => show({ show: value })}
                  >
                    {label} {rows.filter(holds).length}
                  </FilterChip>
                ))}
              </FilterBar>
              <ClientTable rows={shown} names={names} selection={{ selected, onChange: setSelected }} />
              <ClientBulkBar
                rows={rows.filter((row) => selected.has(row.client.id))}
                onClear={() => setSelected(new Set())}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}
