import type { ReactNode } from 'react';
import css from './facts.module.css';

/** Names and values in two columns, for the side of a page. Pairs whose value is undefined are left out. */
export function Facts(props: {
  facts: ReadonlyArray<readonly [name: string, value: ReactNode | undefined]>;
}) {
  return (
    <dl className={css.facts}>
      {props.facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} className={css.pair}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
