import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { type PhoneRow, PhoneRows } from './phone-rows.tsx';
import { RowCheckbox, SelectAll } from './row-checkbox.tsx';
import css from './table.module.css';
import { type More, TableFoot } from './table-foot.tsx';
import { useFrozenRows } from './use-frozen-rows.ts';
import { usePhone } from './use-phone.ts';
import { type Selection, useRowKeys } from './use-row-keys.ts';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  /** CSS width; fixed, so that live figures do not shift. The widest text column goes without. */
  width?: number | string;
  align?: 'right';
  sorted?: 'ascending' | 'descending';
  /** Left out where there is no room: `wide` where the table has under 1080 px, `medium` under 900. */
  from?: 'wide' | 'medium';
  cell: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  /** What the table holds, for those who cannot see it. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  phone: (row: Row) => PhoneRow;
  /** Path that the whole row opens; the first column holds the real link (`RowLink`). */
  href?: (row: Row) => string;
  acts?: (row: Row) => ReactNode;
  selection?: Selection;
  /** What the checkbox of a row is called. */
  rowName?: (row: Row) => string;
  compact?: boolean;
  more?: More;
}

/** Header sticky, hairline below each row, whole row opens, acts on hover and focus, keyset "Show 50 more". */
export function Table<Row>(props: TableProps<Row>) {
  const phone = usePhone();
  const frozen = useFrozenRows(props.rows, props.rowKey, (props.selection?.selected.size ?? 0) > 0);
  const keys = useRowKeys(props.selection);
  const listed = { ...props, rows: frozen.rows };
  return (
    <div {...frozen.watch} ref={keys} className={css.box}>
      {frozen.changes > 0 && (
        <button type="button" className={css.changes} onClick={frozen.show}>
          {frozen.changes === 1 ? '1 change.' : `${frozen.changes} changes.`}{' '}
          <span className="link">Show</span>
        </button>
      )}
      {phone ? <PhoneRows {...listed} /> : <WideTable {...listed} />}
      {props.more && <TableFoot {...props.more} />}
    </div>
  );
}

function WideTable<Row>(props: TableProps<Row>) {
  const { selection, rows, rowKey } = props;
  return (
    <table className={css.table} data-compact={props.compact} aria-label={props.label}>
      <thead>
        <tr>
          {selection && (
            <th className={css.check}>
              <SelectAll selection={selection} keys={rows.map(rowKey)} />
            </th>
          )}
          {props.columns.map((column) => (
            <HeadCell key={column.key} column={column} />
          ))}
          {props.acts && (
            <th className={css.acts}>
              <span className="unseen">Acts</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <WideRow key={rowKey(row)} row={row} table={props} />
        ))}
      </tbody>
    </table>
  );
}

function HeadCell<Row>(props: { column: Column<Row> }) {
  const { column } = props;
  const Arrow = column.sorted === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th
      data-from={column.from}
      style={{ width: column.width, textAlign: column.align }}
      aria-sort={column.sorted}
    >
      {column.head}
      {column.sorted && <Arrow size={14} stroke={1.75} aria-hidden className={css.arrow} />}
    </th>
  );
}

function WideRow<Row>(props: { row: Row; table: TableProps<Row> }) {
  const { row, table } = props;
  const navigate = useNavigate();
  const key = table.rowKey(row);
  const selected = table.selection?.selected.has(key) ?? false;
  const open = (event: MouseEvent) => {
    if (!table.href || isInteractive(event.target)) return;
    if (window.getSelection()?.toString()) return;
    void navigate({ to: table.href(row) });
  };
  return (
    <tr data-key={key} data-selected={selected} data-opens={table.href !== undefined} onClick={open}>
      {table.selection && (
        <td className={css.check}>
          <RowCheckbox selection={table.selection} rowKey={key} name={table.rowName?.(row) ?? key} />
        </td>
      )}
      {table.columns.map((column) => (
        <td key={column.key} data-from={column.from} style={{ textAlign: column.align }}>
          {column.cell(row)}
        </td>
      ))}
      {table.acts && (
        <td className={css.acts}>
          <div className={css.actRow}>{table.acts(row)}</div>
        </td>
      )}
    </tr>
  );
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role="menu"]') !== null;
}
