import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveChange } from '@borgcube/domain/catalog/catalog';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterChip } from '../../ui/filter-bar.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import css from './archive-diff.module.css';
import { ChangeTable } from './change-table.tsx';
import type { DiffTotals } from './diff-words.ts';

const KINDS: readonly ArchiveChange[] = ['added', 'removed', 'modified'];
const WORDS: Record<ArchiveChange, string> = { added: 'Added', removed: 'Removed', modified: 'Modified' };

/** Everything that changed, largest change first; the kind lives in the address. */
export function Changes(props: { from: Archive; to: Archive; totals: DiffTotals }) {
  const { from, to, totals } = props;
  const { kind }: { kind?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = KINDS.find((one) => one === kind);
  const query = useInfiniteQuery(
    trpc.archives.diff.infiniteQueryOptions(
      { id: from.id, otherId: to.id, limit: 50, ...(change && { change }) },
      KEYSET,
    ),
  );
  const { rows, more } = useKeysetRows(query);
  const choose = (next: ArchiveChange | null) =>
    void navigate({ to: '.', search: next === null ? {} : { kind: next }, replace: true });
  const all = totals.added.count + totals.removed.count + totals.modified.count;
  return (
    <Section title="What changed" note="largest change first" bleed>
      <div className={css.kinds}>
        <FilterChip pressed={change === undefined} onPress={() => choose(null)}>
          All {formatCount(all)}
        </FilterChip>
        {KINDS.map((one) => (
          <FilterChip key={one} pressed={change === one} onPress={() => choose(one)}>
            {WORDS[one]} {formatCount(totals[one].count)}
          </FilterChip>
        ))}
      </div>
      {query.isError ? (
        <ErrorState
          title="The changes could not be loaded"
          {...errorWords(query.error)}
          onRetry={() => void query.refetch()}
        />
      ) : query.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <p className={css.none}>Nothing was {change}.</p>
      ) : (
        <ChangeTable rows={rows} from={from} to={to} more={more} />
      )}
    </Section>
  );
}
