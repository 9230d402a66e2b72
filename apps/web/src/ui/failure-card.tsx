import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Tone } from '../theme/tokens.ts';
import css from './failure-card.module.css';
import { StateWord } from './state-word.tsx';

const LINES_SHOWN = 6;

/**
 * Why something did not go well: the cause's id for searching, one sentence, what it means for the data,
 * lines of evidence, and what to press. `warning` draws the same frame in amber.
 */
export function FailureCard(props: {
  tone: Extract<Tone, 'failed' | 'warning' | 'suspect'>;
  cause: string;
  title: string;
  meaning?: ReactNode;
  evidence: readonly string[];
  acts?: ReactNode;
  /** Quiet words at the end of the foot. */
  aside?: ReactNode;
}) {
  const [all, setAll] = useState(false);
  const lines = all ? props.evidence : props.evidence.slice(0, LINES_SHOWN);
  return (
    <section className={css.card} data-tone={props.tone} aria-label={props.title}>
      <div className={css.head}>
        <span className={css.cause}>
          <StateWord tone={props.tone}>{props.cause}</StateWord>
        </span>
        <h2>{props.title}</h2>
        {props.meaning && <p className={css.meaning}>{props.meaning}</p>}
      </div>
      {lines.length > 0 && (
        <ul className={`${css.evidence} mono`}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines never move and may repeat
            <li key={index}>{line}</li>
          ))}
          {props.evidence.length > LINES_SHOWN && (
            <li>
              <Button variant="subtle" size="sm" onClick={() => setAll(!all)}>
                {all ? 'Show fewer' : `Show all ${props.evidence.length} lines`}
              </Button>
            </li>
          )}
        </ul>
      )}
      {(props.acts || props.aside) && (
        <div className={css.foot}>
          {props.acts}
          {props.aside && <span className={css.aside}>{props.aside}</span>}
        </div>
      )}
    </section>
  );
}
