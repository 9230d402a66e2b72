import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import css from './states.module.css';

/** What would be here in one sentence, why one wants it, one act. */
export function EmptyState(props: { title: string; children?: ReactNode; act?: ReactNode }) {
  return (
    <div className={css.state}>
      <Mark size={34} />
      <h2>{props.title}</h2>
      {props.children && <div className={css.words}>{props.children}</div>}
      {props.act && <div className={css.acts}>{props.act}</div>}
    </div>
  );
}
