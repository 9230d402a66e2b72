import type { CheckConfig } from '@borgcube/domain/check-config/check-config';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMay } from '../../frame/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { type RecordNames, useRecordNames } from '../job/record-names.ts';
import { scopeWords } from './check-words.ts';
import { useRunCheck } from './use-run-check.ts';

const checkPath = (config: Pick<CheckConfig, 'id'>) => `/verification/${config.id}`;

/** Which repository each check looks at, and at what of it. */
export function CheckTable(props: { rows: readonly CheckConfig[]; more?: More; ofOne?: boolean }) {
  const names = useRecordNames(props.rows.map((row) => ({ ...row, clientId: null })));
  const operator = useMay('operator');
  const run = useRunCheck();
  return (
    <Table
      label="Checks"
      rows={props.rows}
      rowKey={(row) => row.id}
      href={checkPath}
      columns={columns(names).filter(({ key }) => key !== 'repository' || !props.ofOne)}
      phone={(row) => ({
        first: row.label,
        firstEnd: names.repository(row.repositoryId),
        second: <Scope config={row} />,
      })}
      {...(operator && {
        acts: (row: CheckConfig) => (
          <IconButton
            icon={IconPlayerPlay}
            label={`Run check ${row.label}`}
            disabled={row.problem !== null}
            onClick={() => run.run(row.id)}
          />
        ),
      })}
      {...(props.more && { more: props.more })}
    />
  );
}

function columns(names: RecordNames): readonly Column<CheckConfig>[] {
  return [
    {
      key: 'label',
      head: 'Check',
      width: 200,
      cell: (row) => <RowLink to={checkPath(row)}>{row.label}</RowLink>,
    },
    {
      key: 'repository',
      head: 'Repository',
      width: 200,
      cell: (row) => <span className="ink2 cut">{names.repository(row.repositoryId)}</span>,
    },
    { key: 'scope', head: 'Looks at', cell: (row) => <Scope config={row} /> },
  ];
}

function Scope(props: { config: CheckConfig }) {
  const { config } = props;
  if (config.problem !== null) return <StateWord tone="warning">{config.problem}</StateWord>;
  return <span className="ink2">{scopeWords(config)}</span>;
}
