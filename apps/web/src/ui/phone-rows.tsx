import { Link } from '@tanstack/react-router';
import css from './phone-rows.module.css';
import type { TableProps } from './table.tsx';

/** The table on a phone: two-line rows, the whole row one link. */
export function PhoneRows<Row>(props: TableProps<Row>) {
  return (
    <ul className={css.rows} aria-label={props.label}>
      {props.rows.map((row) => {
        const lines = props.phone(row);
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
          <li key={props.rowKey(row)}>
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
