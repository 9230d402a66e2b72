import type { RetentionPolicy } from '@borgcube/domain/retention/retention-policy';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { policyWords } from './policy-words.ts';
import { POLICIES_PATH, policyPath } from './retention-path.ts';
import { RetentionTabs } from './retention-tabs.tsx';

const hrefOf = (row: RetentionPolicy) => policyPath(row.id);

const COLUMNS: readonly Column<RetentionPolicy>[] = [
  { key: 'name', head: 'Policy', width: 220, cell: (row) => <RowLink to={hrefOf(row)}>{row.name}</RowLink> },
  { key: 'keeps', head: 'Keeps', cell: (row) => <span className="ink2">{policyWords(row)}</span> },
  {
    key: 'zone',
    head: 'Time zone',
    width: 170,
    from: 'medium',
    cell: (row) => <span className="ink2 cut">{row.timeZone}</span>,
  },
];

/** Which archives are kept, and for how long. */
export function PoliciesPage() {
  const query = useInfiniteQuery(trpc.retentionPolicies.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const admin = useMay('admin');
  const add = admin && (
    <LinkButton
      to={`${POLICIES_PATH}/new`}
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add policy
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Retention" acts={rows.length > 0 && add} />
      <RetentionTabs />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No policies yet" act={add}>
              A policy says which archives are kept: the last of each day for two weeks, of each month for a
              year. It deletes nothing by itself; a prune config does.
            </EmptyState>
          ) : (
            <Table
              label="Retention policies"
              rows={rows}
              rowKey={(row) => row.id}
              href={hrefOf}
              columns={COLUMNS}
              phone={(row) => ({ first: row.name, second: policyWords(row) })}
              more={more}
            />
          )
        }
      </Loaded>
    </>
  );
}
