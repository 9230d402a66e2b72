import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import css from './phone-rows.module.css';
import { RowCheckbox } from './row-checkbox.tsx';
import type { Selection } from './use-row-keys.ts';

/** A row on a phone: name and state above, two quieter things below. */
export interface PhoneRow {
  first: ReactNode;
  firstEnd?: ReactNode;
  second?: ReactNode;
  secondEnd?: ReactNode;
}

interface PhoneRowsProps<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  phone: (row: Row) => PhoneRow;
  href?: (row: Row) => string;
  acts?: (row: Row) => ReactNode;
  selection?: Selection;
  rowName?: (row: Row) => string;
}

/** The table on a phone: two-line rows, the whole row one link. */
export function PhoneRows<Row>(props: PhoneRowsProps<Row>) {
  const id = useId();
  const selection = props.selection?.isKept ? props.selection : null;
  return (
    <ul className={css.rows} aria-label={props.label}>
      {props.rows.map((row, index) => {
        const lines = props.phone(row);
        const key = props.rowKey(row);
        const body = (
          <>
            <span className={css.line}>
              <span className={`${css.first} name cut`}>{lines.first}</span>
              {lines.firstEnd}
            </span>
            {(lines.second !== undefined || lines.secondEnd !== undefined) && (
              <span className={css.line}>
                <span className="cut ink2 small">{lines.second}</span>
                <span className="ink2 small nowrap">{lines.secondEnd}</span>
              </span>
            )}
          </>
        );
        return (
          <li key={key} data-key={key} data-checks={selection !== null}>
            {selection && (
              // Wider than the box, for a thumb.
              <label className={css.check} htmlFor={`${id}${index}`}>
                <RowCheckbox
                  id={`${id}${index}`}
                  selection={selection}
                  rowKey={key}
                  name={props.rowName?.(row) ?? key}
                />
              </label>
            )}
            {props.href ? (
              <Link to={props.href(row)} data-row-link className={css.row}>
                {body}
              </Link>
            ) : (
              <div className={css.row}>{body}</div>
            )}
            {!props.href && props.acts && <div className={css.acts}>{props.acts(row)}</div>}
          </li>
        );
      })}
    </ul>
  );
}
