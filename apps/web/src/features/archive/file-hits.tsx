import { errorWords } from '../../api/error-words.ts';
import { useMay } from '../../frame/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { lookedWords, needleWords, type SearchScope } from './file-search.ts';
import { HitTable } from './hit-table.tsx';
import { NotListed } from './not-listed.tsx';
import css from './search.module.css';
import { useFileHits } from './use-file-hits.ts';

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
  const { query, rows, more, isLooking, looked, notListed } = useFileHits(needle, scope);
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
  const counted = more.hasMore || isLooking ? `first ${rows.length}` : rows.length;
  return (
    <Section title="Files" {...(query.data && (rows.length > 0 || !isLooking) && { note: counted })} bleed>
      {words !== null && <p className={css.words}>{words}</p>}
      <NotListed count={notListed} scope={scope} onListed={() => void query.refetch()} />
      {query.isPending ? (
        <LoadingRows />
      ) : rows.length > 0 ? (
        <HitTable rows={rows} needle={needle} isOneArchive={scope.archiveId !== undefined} more={more} />
      ) : (
        !isLooking && (
          <p className={css.words}>
            {notListed > 0
              ? 'Nothing is called so in the archives that are listed.'
              : 'Nothing is called so.'}{' '}
            A part of a name is enough; with a slash it is a path: www/logs.
          </p>
        )
      )}
      {isLooking && query.data && (
        <p className={css.words}>
          <StateWord tone="running">Still looking</StateWord> {lookedWords(looked, rows.length)}
        </p>
      )}
    </Section>
  );
}
