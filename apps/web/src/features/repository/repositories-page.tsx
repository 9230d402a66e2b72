import type { Repository } from '@borgcube/domain/repository/repository';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { isLowOnSpace, repositoryState } from './repository-tone.ts';

const hrefOf = (repository: Repository) => `/repositories/${repository.id}`;

const COLUMNS: readonly Column<Repository>[] = [
  {
    key: 'name',
    head: 'Name',
    width: 190,
    cell: (row) => <RowLink to={hrefOf(row)}>{row.name}</RowLink>,
  },
  { key: 'url', head: 'Where', cell: (row) => <PathText path={row.url} /> },
  { key: 'state', head: 'State', width: 190, cell: (row) => <RepositoryState repository={row} /> },
  {
    key: 'encryption',
    from: 'wide',
    head: 'Encryption',
    width: 150,
    cell: (row) => row.encryption ?? <Unknown />,
  },
  {
    key: 'size',
    head: 'Stored',
    width: 110,
    align: 'right',
    cell: (row) => <Size bytes={row.deduplicatedSize} absent="not yet" />,
  },
  {
    key: 'free',
    head: 'Free',
    width: 110,
    align: 'right',
    cell: (row) => <FreeSpace repository={row} />,
  },
  {
    key: 'check',
    from: 'medium',
    head: 'Last check',
    width: 120,
    cell: (row) => <Time at={row.lastCheck} absent="never" />,
  },
];

export function RepositoriesPage() {
  const query = useInfiniteQuery(trpc.repositories.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const admin = useMay('admin');
  const add = admin && (
    <LinkButton
      to="/repositories/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add repository
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Repositories" acts={rows.length > 0 && add} />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No repositories yet" act={add}>
              A repository is where Borg keeps archives: a folder on this server, or one reached over ssh.
            </EmptyState>
          ) : (
            <Table
              label="Repositories"
              rows={rows}
              rowKey={(row) => row.id}
              columns={COLUMNS}
              href={hrefOf}
              phone={(row) => ({
                first: row.name,
                firstEnd: <RepositoryState repository={row} />,
                second: <PathText path={row.url} />,
                secondEnd: <Size bytes={row.deduplicatedSize} />,
              })}
              more={more}
            />
          )
        }
      </Loaded>
    </>
  );
}

export function RepositoryState(props: { repository: Repository; tinted?: boolean }) {
  const { tone, word } = repositoryState(props.repository);
  return (
    <StateWord tone={tone} tinted={props.tinted ?? false}>
      {word}
    </StateWord>
  );
}

function FreeSpace(props: { repository: Repository }) {
  if (!isLowOnSpace(props.repository)) return <Size bytes={props.repository.freeSpace} absent="not yet" />;
  return (
    <StateWord tone="warning">
      <Size bytes={props.repository.freeSpace} />
    </StateWord>
  );
}

function Unknown() {
  return <span className="ink3">not known yet</span>;
}
