import type { ReactNode } from 'react';
import css from './section.module.css';

/** A ruled part of the sheet. `bleed` lets a table or log run to the edges below the heading. */
export function Section(props: {
  title?: ReactNode;
  /** Quiet words after the heading: a count, what it is against. */
  note?: ReactNode;
  aside?: ReactNode;
  bleed?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={css.section} data-bleed={props.bleed || undefined}>
      {props.title !== undefined && (
        <div className={css.top}>
          <h2>{props.title}</h2>
          {props.note !== undefined && <span className={css.note}>{props.note}</span>}
          {props.aside !== undefined && <span className={css.aside}>{props.aside}</span>}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** Two columns of ruled sections: what matters left, what stands beside it right; one below the other on phones. */
export function Split(props: { main: ReactNode; side: ReactNode; sideWidth?: 328 | 345 }) {
  return (
    <div className={css.split} style={{ '--side-width': `${props.sideWidth ?? 345}px` }}>
      <div className={css.main}>{props.main}</div>
      <aside className={css.side} aria-label="Details">
        {props.side}
      </aside>
    </div>
  );
}
