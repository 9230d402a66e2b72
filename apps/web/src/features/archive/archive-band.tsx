import type { Archive } from '@borgcube/domain/archive/archive';
import { StateWord } from '../../ui/state-word.tsx';
import { CompareWithLastGood } from '../archive-diff/compare-with-last-good.tsx';
import css from './archive-band.module.css';
import { AcceptSuspect } from './archive-mark-acts.tsx';
import { suspectWords } from './suspect-words.ts';

/** What one should know of an archive before one relies on it; nothing of a good one. */
export function ArchiveBand(props: { archive: Archive }) {
  const { archive } = props;
  if (archive.vanishedAt !== null) {
    return (
      <section className={css.band} data-tone="failed" aria-label="Gone">
        <StateWord tone="failed">Gone</StateWord>
        <p>
          It is not in its repository any more, and no job of BorgCube removed it. What its listing said can
          still be browsed.
        </p>
      </section>
    );
  }
  if (archive.suspect === null) return null;
  return (
    <section className={css.band} data-tone="suspect" aria-label="Suspect">
      <StateWord tone="suspect">Suspect</StateWord>
      <p>{suspectWords(archive.suspect)} Prune of its group waits for you.</p>
      <div className={css.acts}>
        <AcceptSuspect archive={archive} />
        <CompareWithLastGood archive={archive} filled />
      </div>
    </section>
  );
}
