import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMay } from '../../frame/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { type RecordNames, useRecordNames } from '../job/record-names.ts';
import { useRunConfig } from './use-run-config.ts';

export const configPath = (config: Pick<BackupConfig, 'id' | 'clientId'>) =>
  `/clients/${config.clientId}/configs/${config.id}`;

/** Columns that a half page has room for. */
const NARROW: ReadonlySet<string> = new Set(['label', 'paths', 'repository']);

/** What of a client is backed up, where to and how. */
export function ConfigTable(props: { rows: readonly BackupConfig[]; more?: More; narrow?: boolean }) {
  const names = useRecordNames(props.rows);
  const operator = useMay('operator');
  const run = useRunConfig();
  return (
    <Table
      label="Backup configs"
      rows={props.rows}
      rowKey={(row) => row.id}
      href={configPath}
      columns={columns(names).filter(({ key }) => !props.narrow || NARROW.has(key))}
      phone={(row) => ({
        first: row.label,
        firstEnd: <ConfigState config={row} />,
        second: <span className="mono">{row.paths.join(' ')}</span>,
        secondEnd: names.repository(row.repositoryId),
      })}
      {...(operator &&
        !props.narrow && {
          acts: (row: BackupConfig) => (
            <IconButton
              icon={IconPlayerPlay}
              label={`Back up ${row.label} now`}
              disabled={!row.enabled}
              onClick={() => run.run(row.id)}
            />
          ),
        })}
      {...(props.more && { more: props.more })}
    />
  );
}

function columns(names: RecordNames): readonly Column<BackupConfig>[] {
  return [
    {
      key: 'label',
      head: 'Label',
      width: 150,
      cell: (row) => <RowLink to={configPath(row)}>{row.label}</RowLink>,
    },
    {
      key: 'paths',
      head: 'Paths',
      cell: (row) => (
        <span className="mono" title={row.paths.join('\n')}>
          {row.paths.join(' ')}
        </span>
      ),
    },
    {
      key: 'repository',
      head: 'Repository',
      width: 140,
      cell: (row) => <span className="ink2">{names.repository(row.repositoryId)}</span>,
    },
    {
      key: 'transport',
      head: 'Transport',
      width: 90,
      cell: (row) => <span className="ink2">{row.transport}</span>,
    },
    { key: 'state', head: 'State', width: 90, cell: (row) => <ConfigState config={row} /> },
  ];
}

function ConfigState(props: { config: BackupConfig }) {
  return props.config.enabled ? (
    <StateWord tone="ok">On</StateWord>
  ) : (
    <StateWord tone="neutral">Off</StateWord>
  );
}
