import type { ReactNode } from 'react';
import type { Tone } from '../theme/tokens.ts';
import css from './incident-row.module.css';
import { StateWord } from './state-word.tsx';

export interface Incident {
  key: string;
  tone: Tone;
  word: string;
  /** A sentence with the name first. */
  sentence: ReactNode;
  /** One line of evidence in mono. */
  evidence?: string;
  since: ReactNode;
  /** The quiet second act. */
  quiet?: ReactNode;
  act: ReactNode;
}

/** Boxed, because each row asks for one decision. The first row's act is the filled one of its page. */
export function IncidentList(props: { incidents: readonly Incident[] }) {
  return (
    <ul className={css.list}>
      {props.incidents.map((incident) => (
        <li key={incident.key} className={css.row} data-tone={incident.tone}>
          <span className={css.state}>
            <StateWord tone={incident.tone}>{incident.word}</StateWord>
          </span>
          <div className={css.words}>
            <p>{incident.sentence}</p>
            {incident.evidence && (
              <p className="mono cut" title={incident.evidence}>
                {incident.evidence}
              </p>
            )}
          </div>
          <span className={css.since}>{incident.since}</span>
          <div className={css.acts}>
            {incident.quiet}
            {incident.act}
          </div>
        </li>
      ))}
    </ul>
  );
}
