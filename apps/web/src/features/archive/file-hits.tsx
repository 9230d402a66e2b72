import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { needleWords, type SearchScope } from './file-search.ts';
import { HitTable } from './hit-table.tsx';
import { NotListed } from './not-listed.tsx';
import css from './search.module.css';

/** Files and folders by name or path, over all archives in question that are listed. */
export function FileHits(props: { needle: string | null; scope: SearchScope }) {
  const { needle } = props;
  const mayRead = useMay('operator');
  if (needle === null) {
    return (
      <Section title="Files">
        <p className="ink3">A part of a name finds files and folders; with a slash, of a path: www/logs.</p>
      </Section>
    );
  }
  if (!mayRead) {
    return (
      <Section title="Files">
        <p className="ink3">
          Files need the operator role: their names may be private. An admin can give you the role.
        </p>
      </Section>
    );
  }
  return <Hits needle={needle} scope={props.scope} />;
}

function Hits(props: { needle: string; scope: SearchScope }) {
  const { needle, scope } = props;
  const query = useInfiniteQuery(
    trpc.archives.search.infiniteQueryOptions({ text: needle, ...scope, limit: 50 }, KEYSET),
  );
  const { rows, more } = useKeysetRows(query);
  const words = needleWords(needle);
  if (query.isError) {
    return (
      <ErrorState
        title="The files could not be searched"
        {...errorWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const notListed = query.data?.pages[0]?.notListed ?? 0;
  return (
    <Section
      title="Files"
      {...(query.data && { note: more.hasMore ? `first ${rows.length}` : rows.length })}
      bleed
    >
      {words !== null && <p className={css.words}>{words}</p>}
      <NotListed count={notListed} scope={scope} onListed={() => void query.refetch()} />
      {query.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <p className={css.words}>
          {notListed > 0 ? 'Nothing is called so in the archives that are listed.' : 'Nothing is called so.'}{' '}
          A part of a name is enough; with a slash it is a path: www/logs.
        </p>
      ) : (
        <HitTable rows={rows} needle={needle} isOneArchive={scope.archiveId !== undefined} more={more} />
      )}
    </Section>
  );
}
