import type { Repository } from '@borgcube/domain/repository/repository';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { checkState } from './check-words.ts';
import css from './verification.module.css';

const hrefOf = (repository: Repository) => `/repositories/${repository.id}/checks`;

const COLUMNS: readonly Column<Repository>[] = [
  {
    key: 'name',
    head: 'Repository',
    width: 320,
    cell: (row) => <RowLink to={hrefOf(row)}>{row.name}</RowLink>,
  },
  { key: 'state', head: 'State', width: 220, cell: (row) => <CheckState repository={row} /> },
  { key: 'last', head: 'Last check', cell: (row) => <Time at={row.lastCheck} absent="never" /> },
];

/** How each repository came out of its last check; one that never had any says so. */
export function CheckedRepositories(props: { rows: readonly Repository[]; more?: More }) {
  return (
    <Table
      label="Checked repositories"
      rows={props.rows}
      rowKey={(row) => row.id}
      href={hrefOf}
      columns={COLUMNS}
      phone={(row) => ({
        first: row.name,
        firstEnd: <CheckState repository={row} />,
        second: <Time at={row.lastCheck} absent="never checked" />,
      })}
      {...(props.more && { more: props.more })}
    />
  );
}

export function CheckState(props: { repository: Pick<Repository, 'lastCheck' | 'damagedJobId'> }) {
  const { tone, word } = checkState(props.repository);
  const { damagedJobId } = props.repository;
  return (
    <>
      <StateWord tone={tone}>{word}</StateWord>
      {damagedJobId !== null && (
        <>
          {' '}
          <span className={css.beside}>
            <TextLink to={`/jobs/${damagedJobId}`}>job {damagedJobId}</TextLink>
          </span>
        </>
      )}
    </>
  );
}
