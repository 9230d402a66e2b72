import type { Archive } from '@borgcube/domain/archive/archive';
import { formatCount } from '../../ui/format/count.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';

const hrefOf = (row: Archive) => `/archives/${row.id}`;

const COLUMNS: readonly Column<Archive>[] = [
  { key: 'name', head: 'Name', cell: (row) => <RowLink to={hrefOf(row)}>{row.name}</RowLink> },
  { key: 'taken', head: 'Taken', width: 150, cell: (row) => <Time at={row.timestamp} as="date" /> },
  { key: 'state', head: 'State', width: 120, cell: (row) => <ArchiveState archive={row} /> },
  {
    key: 'files',
    from: 'wide',
    head: 'Files',
    width: 110,
    align: 'right',
    cell: (row) => (row.nfiles === null ? '' : formatCount(row.nfiles)),
  },
  { key: 'size', head: 'Size', width: 110, align: 'right', cell: (row) => <Size bytes={row.originalSize} /> },
  {
    key: 'new',
    head: 'New data',
    width: 110,
    align: 'right',
    cell: (row) => <Size bytes={row.deduplicatedSize} />,
  },
];

/** Archives of one record, newest first. */
export function ArchiveRows(props: { rows: readonly Archive[]; more?: More }) {
  return (
    <Table
      label="Archives"
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={COLUMNS}
      href={hrefOf}
      phone={(row) => ({
        first: row.name,
        firstEnd: <ArchiveState archive={row} />,
        second: <Time at={row.timestamp} as="date" />,
        secondEnd: <Size bytes={row.originalSize} />,
      })}
      {...(props.more && { more: props.more })}
    />
  );
}

function ArchiveState(props: { archive: Archive }) {
  if (props.archive.vanishedAt !== null) return <StateWord tone="failed">Gone</StateWord>;
  if (props.archive.suspect !== null) return <StateWord tone="suspect">Suspect</StateWord>;
  return <StateWord tone="ok">Good</StateWord>;
}
