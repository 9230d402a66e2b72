import type { ReactNode } from 'react';
import { Mark } from '../../ui/mark.tsx';
import css from './entry-page.module.css';

/** The two pages before a session: words at the left, one short form at the right. */
export function EntryPage(props: { title: string; intro: ReactNode; children: ReactNode }) {
  return (
    <main className={css.page}>
      <div className={css.words}>
        <div className={css.brand}>
          <Mark size={26} />
          BorgCube
        </div>
        <h1>{props.title}</h1>
        <div className="ink2">{props.intro}</div>
      </div>
      <div className={css.main}>
        <div className={css.form}>{props.children}</div>
      </div>
    </main>
  );
}

/** What is to be done, in order; the first is under way. */
export function Steps(props: { steps: ReadonlyArray<{ title: string; why: string }> }) {
  return (
    <ol className={css.steps}>
      {props.steps.map((step, index) => (
        <li key={step.title} aria-current={index === 0 ? 'step' : undefined}>
          <span className={css.number} aria-hidden>
            {index + 1}
          </span>
          <span>
            <b>{step.title}</b>
            <span className="ink3 small">{step.why}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
