import type { Archive } from '@borgcube/domain/archive/archive';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET } from '../../api/keyset.ts';
import { useClock } from '../../ui/clock.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { cutMiddle } from '../../ui/format/middle-cut.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { visibleName } from '../archive/archive-path.ts';
import css from './archive-diff.module.css';
import { Changes } from './changes.tsx';
import { diffDelta, diffVerdict, totalsWords } from './diff-words.ts';
import { Growth } from './growth.tsx';

/** The verdict, why it is so, and everything that changed. */
export function DiffResult(props: { from: Archive; to: Archive; host: string }) {
  const { from, to, host } = props;
  const reader = useClock();
  const query = useInfiniteQuery(
    trpc.archives.diff.infiniteQueryOptions({ id: from.id, otherId: to.id, limit: 50 }, KEYSET),
  );
  if (query.isError) {
    return (
      <ErrorState
        title="The archives could not be compared"
        {...errorWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const [first] = query.data?.pages ?? [];
  if (!first?.totals) return <LoadingRows />;
  const { totals, folders } = first;
  const times = { from: new Date(from.timestamp), to: new Date(to.timestamp) };
  const { sentence, cause } = diffVerdict({ host, ...times, totals, folders }, reader);
  const isSame = totals.added.count + totals.removed.count + totals.modified.count === 0;
  return (
    <>
      <section className={css.verdict}>
        <h2>
          {sentence}
          {cause && (
            <>
              : {cause.words}{' '}
              <span className={css.where} title={visibleName(`/${cause.path}`)}>
                {cutMiddle(visibleName(`/${cause.path}`), 56)}
              </span>
              {cause.after}
            </>
          )}
          .
        </h2>
        <p className="ink2">
          {!isSame && `${totalsWords(totals)}. `}
          <span className="ink3">
            Told from the listings: content that changed while size and time stayed the same is not seen.
          </span>
        </p>
      </section>
      <Growth folders={folders} delta={diffDelta(totals)} from={from} to={to} />
      {!isSame && <Changes from={from} to={to} totals={totals} />}
    </>
  );
}
