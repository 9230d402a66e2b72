import { IconPlayerPlay } from '@tabler/icons-react';
import { useMay } from '../../frame/session.ts';
import { AgeAgainstObjective } from '../../ui/age-bar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Size } from '../../ui/size.tsx';
import { SizeSpark } from '../../ui/size-spark.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import type { Selection } from '../../ui/use-row-keys.ts';
import type { RecordNames } from '../job/record-names.ts';
import { standingOf } from './client-standing.ts';
import { useBackUp } from './use-back-up.ts';
import type { ListedRow } from './use-client-rows.ts';

const hrefOf = (row: ListedRow) => `/clients/${row.client.id}`;

/** Host, age against objective, last outcome, size with its last 24 archives, where it goes and how. */
export function ClientTable(props: {
  rows: readonly ListedRow[];
  names: RecordNames;
  selection: Selection;
  more: More;
}) {
  const operator = useMay('operator');
  const backUp = useBackUp();
  return (
    <Table
      label="Clients"
      rows={props.rows}
      rowKey={(row) => row.client.id}
      rowName={(row) => row.client.hostname}
      href={hrefOf}
      columns={columns(props.names)}
      more={props.more}
      {...(operator && { selection: props.selection })}
      {...(operator && {
        acts: (row: ListedRow) => (
          <IconButton
            icon={IconPlayerPlay}
            label={`Back up ${row.client.hostname} now`}
            disabled={row.configs.length === 0}
            onClick={() => void backUp.run([row])}
          />
        ),
      })}
      phone={(row) => ({
        first: row.client.hostname,
        firstEnd: <Outcome row={row} />,
        second: <AgeAgainstObjective ageMs={row.ageMs} objectiveMs={row.client.objective} width={150} />,
        secondEnd: <Size bytes={row.lastArchive?.originalSize} absent="" />,
      })}
    />
  );
}

function columns(names: RecordNames): readonly Column<ListedRow>[] {
  return [
    {
      key: 'host',
      head: 'Host',
      width: 150,
      cell: (row) => <RowLink to={hrefOf(row)}>{row.client.hostname}</RowLink>,
    },
    {
      key: 'age',
      head: 'Age of newest good archive',
      width: 230,
      sorted: 'descending',
      cell: (row) => <AgeAgainstObjective ageMs={row.ageMs} objectiveMs={row.client.objective} />,
    },
    {
      key: 'outcome',
      head: 'Last outcome',
      cell: (row) => (
        <span className="row">
          <Outcome row={row} />
          <span className="ink3 small cut">{standingOf(row).note}</span>
        </span>
      ),
    },
    {
      key: 'size',
      head: 'Size',
      width: 100,
      align: 'right',
      cell: (row) => <Size bytes={row.lastArchive?.originalSize} absent="" />,
    },
    {
      key: 'spark',
      head: '24 archives',
      from: 'wide',
      width: 110,
      cell: (row) => <ArchiveSpark row={row} />,
    },
    {
      key: 'repository',
      from: 'medium',
      head: 'Repository',
      width: 120,
      cell: (row) => (
        <Quiet words={row.configs.map((config) => names.repository(config.repositoryId) ?? '')} />
      ),
    },
    {
      key: 'transport',
      from: 'wide',
      head: 'Transport',
      width: 90,
      cell: (row) => <Quiet words={row.configs.map((config) => config.transport)} />,
    },
  ];
}

function Outcome(props: { row: ListedRow }) {
  const { tone, word } = standingOf(props.row);
  return <StateWord tone={tone}>{word}</StateWord>;
}

function Quiet(props: { words: readonly string[] }) {
  return <span className="ink2">{[...new Set(props.words)].filter(Boolean).join(', ')}</span>;
}

function ArchiveSpark(props: { row: ListedRow }) {
  const { client, lastArchive } = props.row;
  const sizes = props.row.sizes.filter((size) => size !== null);
  return (
    <SizeSpark
      sizes={sizes}
      suspect={lastArchive?.suspect != null}
      label={`Sizes of the last ${sizes.length} archives of ${client.hostname}`}
    />
  );
}
