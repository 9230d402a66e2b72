import type { ReactNode } from 'react';
import css from './figures.module.css';

export interface Figure {
  value: ReactNode;
  caption: ReactNode;
  /** A third, smaller line. */
  more?: ReactNode;
}

/** Values with their captions, never in boxes and never more than five. */
export function Figures(props: { figures: readonly Figure[] }) {
  return (
    <dl className={css.figures} style={{ '--columns': Math.min(5, props.figures.length) }}>
      {props.figures.slice(0, 5).map((figure, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: figures keep their place, captions may change
        <div key={index} className={css.figure}>
          <dt>{figure.caption}</dt>
          <dd>{figure.value}</dd>
          {figure.more !== undefined && <dd className={css.more}>{figure.more}</dd>}
        </div>
      ))}
    </dl>
  );
}
