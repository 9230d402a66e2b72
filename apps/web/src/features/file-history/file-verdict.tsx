import { useClock } from '../../ui/clock.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { visibleName } from '../archive/archive-path.ts';
import css from './file-history.module.css';
import { type FileVersion, historyWords } from './version-view.ts';

/** How often the file changed, and whether it is still there. */
export function FileVerdict(props: { versions: readonly FileVersion[]; path: string; host: string }) {
  const { versions, host } = props;
  const { now, timeZone } = useClock();
  const newest = versions[0];
  const path = <span className={`${css.path} mono`}>{visibleName(props.path)}</span>;
  if (!newest) {
    return (
      <section className={css.verdict}>
        <h2>No listed archive of {host} holds this file.</h2>
        {path}
      </section>
    );
  }
  const at = (timestamp: string) => formatInstant(new Date(timestamp), now, timeZone);
  return (
    <section className={css.verdict}>
      <h2>
        {historyWords(versions)} of {host}.{' '}
        {newest.goneIn && <span className={css.gone}>Gone since {at(newest.goneIn.timestamp)}.</span>}
      </h2>
      {path}
    </section>
  );
}
