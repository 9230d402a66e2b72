import type { ArchiveList as ArchivesAsked } from '@borgcube/domain/archive/archive';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { ArchiveBulkBar } from './archive-bulk-bar.tsx';
import { ArchiveTable } from './archive-table.tsx';

/** Of what was found by a text, so many stand above the files. */
const FOUND_SHOWN = 5;

/** Archives, newest first. `found`: by a text, and files stand below. */
export function ArchiveList(props: { asked: Partial<ArchivesAsked>; found: boolean; filtered: boolean }) {
  const { asked, found } = props;
  const operator = useMay('operator');
  const query = useInfiniteQuery(trpc.archives.list.infiniteQueryOptions({ ...asked, limit: 50 }, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const [isWhole, setWhole] = useState(!found);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  if (query.isError) {
    return (
      <ErrorState
        title="The archives could not be loaded"
        {...errorWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.isPending) return <LoadingRows rows={found ? 2 : 8} />;
  if (rows.length === 0) return found ? <NoneFound /> : <NoArchives filtered={props.filtered} />;
  const shown = isWhole ? rows : rows.slice(0, FOUND_SHOWN);
  const isCut = shown.length < rows.length;
  const table = (
    <ArchiveTable
      rows={shown}
      {...(operator && { selection: { selected, onChange: setSelected } })}
      more={isCut ? { hasMore: true, loading: false, onMore: () => setWhole(true) } : more}
    />
  );
  return (
    <>
      {found ? (
        <Section title="Archives" note={more.hasMore ? `${rows.length} and more` : rows.length} bleed>
          {table}
        </Section>
      ) : (
        table
      )}
      <ArchiveBulkBar
        rows={rows.filter((row) => selected.has(row.id))}
        onClear={() => setSelected(new Set())}
      />
    </>
  );
}

function NoneFound() {
  return (
    <Section title="Archives">
      <p className="ink3">No archive has this host, name or date.</p>
    </Section>
  );
}

function NoArchives(props: { filtered: boolean }) {
  if (props.filtered) {
    return <EmptyState title="No such archives" act={<LinkButton to="/archives">Clear filter</LinkButton>} />;
  }
  return (
    <EmptyState title="No archives yet" act={<LinkButton to="/clients">Go to Clients</LinkButton>}>
      <p>The first one appears when a backup is done.</p>
    </EmptyState>
  );
}
