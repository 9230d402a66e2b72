import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { RecordFilters, type RecordsAddress } from '../../forms/record-filter.tsx';
import { useAddressFilter } from '../../forms/use-address-filter.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar, FilterChips } from '../../ui/filter-bar.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { ChainVerdict } from './chain-verdict.tsx';
import { ExportProofs } from './export-proofs.tsx';
import { PaperNote } from './paper-note.tsx';
import { DRILL_PATH } from './proof-path.ts';
import { ProofTable } from './proof-table.tsx';
import { VerificationTabs } from './verification-tabs.tsx';

export interface LedgerSearch extends RecordsAddress {
  outcome?: string;
}

/** Every drill that was ever run, newest first, and whether the chain of their digests is whole. */
export function ProofLedgerPage() {
  const search: LedgerSearch = useSearch({ strict: false });
  const filter = {
    ...(search.client && { clientId: search.client }),
    ...(search.repository && { repositoryId: search.repository }),
  };
  const list = useInfiniteQuery(
    trpc.proofs.list.infiniteQueryOptions(
      { ...filter, ...(search.outcome && { isProven: search.outcome === 'proven' }) },
      KEYSET,
    ),
  );
  const { rows, more } = useKeysetRows(list);
  const operator = useMay('operator');
  const isFiltered = Object.keys(search).length > 0;
  return (
    <>
      <PageHead
        hasTimes
        crumbs={[{ label: 'Verification', to: '/verification' }]}
        title="Ledger of proofs"
        acts={
          rows.length > 0 && (
            <>
              {operator && <ExportProofs filter={filter} />}
              <PrintButton />
            </>
          )
        }
      />
      <VerificationTabs />
      {(rows.length > 0 || isFiltered) && (
        <>
          <ChainVerdict />
          <LedgerFilters search={search} />
        </>
      )}
      <Loaded query={list}>
        {() =>
          rows.length > 0 ? (
            <>
              <ProofTable rows={rows} more={more} />
              <PaperNote />
            </>
          ) : isFiltered ? (
            <EmptyState
              title="No such proofs"
              act={<LinkButton to="/verification/proofs">Clear filter</LinkButton>}
            />
          ) : (
            <EmptyState
              title="No proofs yet"
              act={operator && <LinkButton to={DRILL_PATH}>Run drill</LinkButton>}
            >
              <p>
                A drill restores files out of an archive and compares them with what is stored. What it found,
                and how long it took, stands here for good.
              </p>
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}

const OUTCOMES = [
  { value: 'proven', label: 'Proven' },
  { value: 'failed', label: 'Not proven' },
];

function LedgerFilters(props: { search: LedgerSearch }) {
  const { search } = props;
  const change = useAddressFilter(search);
  return (
    <FilterBar aside="newest first">
      <FilterChips value={search.outcome} choices={OUTCOMES} onChange={(outcome) => change({ outcome })} />
      <RecordFilters address={search} change={change} />
    </FilterBar>
  );
}
