import type { PruneConfig } from '@borgcube/domain/prune/prune-config';
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { referenceName } from '../../forms/references.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { PRUNE_CONFIGS_PATH, pruneConfigPath } from './retention-path.ts';
import { RetentionTabs } from './retention-tabs.tsx';
import { useRunPrune } from './use-run-prune.ts';

const hrefOf = (row: PruneConfig) => pruneConfigPath(row.id);

const COLUMNS: readonly Column<PruneConfig>[] = [
  { key: 'name', head: 'Prune config', cell: (row) => <RowLink to={hrefOf(row)}>{row.name}</RowLink> },
  {
    key: 'policy',
    head: 'Policy',
    width: 180,
    cell: (row) => <Name noun="retentionPolicy" id={row.retentionPolicyId} />,
  },
  { key: 'repository', head: 'Repository', width: 180, cell: (row) => <Where config={row} /> },
  {
    key: 'clients',
    head: 'Clients',
    width: 180,
    from: 'medium',
    cell: (row) => <span className="mono ink2 cut">{row.clientPattern}</span>,
  },
];

/** What deletes archives: which policy, where, and of which clients. */
export function PruneConfigsPage() {
  const query = useInfiniteQuery(trpc.pruneConfigs.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const run = useRunPrune();
  const add = admin && (
    <LinkButton
      to={`${PRUNE_CONFIGS_PATH}/new`}
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add prune config
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Retention" acts={rows.length > 0 && add} />
      <RetentionTabs />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="Nothing is pruned yet" act={add}>
              A prune config deletes what a policy does not keep, each host’s archives by themselves. Before
              it is saved it shows what it would delete.
            </EmptyState>
          ) : (
            <Table
              label="Prune configs"
              rows={rows}
              rowKey={(row) => row.id}
              href={hrefOf}
              columns={COLUMNS}
              phone={(row) => ({
                first: row.name,
                firstEnd: <Where config={row} />,
                second: <Name noun="retentionPolicy" id={row.retentionPolicyId} />,
                secondEnd: <span className="mono">{row.clientPattern}</span>,
              })}
              {...(operator && {
                acts: (row: PruneConfig) => (
                  <IconButton
                    icon={IconPlayerPlay}
                    label={`Prune ${row.name} now`}
                    onClick={() => run.run(row.id)}
                  />
                ),
              })}
              more={more}
            />
          )
        }
      </Loaded>
    </>
  );
}

function Where(props: { config: PruneConfig }) {
  const { repositoryId } = props.config;
  return repositoryId === null ? (
    <span className="ink2">all</span>
  ) : (
    <Name noun="repository" id={repositoryId} />
  );
}

function Name(props: { noun: string; id: string }) {
  const { data } = useQuery(referenceName(props.noun, props.id));
  return <span className="ink2 cut">{data ?? ''}</span>;
}
