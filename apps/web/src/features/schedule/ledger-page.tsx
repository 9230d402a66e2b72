import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ScheduleLedger } from './schedule-ledger.tsx';
import { ScheduleTabs } from './schedule-tabs.tsx';

/** Their ledgers are read one by one; past this many one looks at the schedule itself. */
const SCHEDULES_READ = 20;

/** What ran or was skipped and why, over all schedules. */
export function LedgerPage() {
  const list = useQuery(trpc.schedules.list.queryOptions({ limit: SCHEDULES_READ }));
  return (
    <>
      <PageHead crumbs={[{ label: 'Schedules', to: '/schedules' }]} title="Ledger" />
      <ScheduleTabs />
      <Loaded query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No schedules yet">
              <p>Once one is due, it says here what ran or was skipped, and why.</p>
            </EmptyState>
          ) : (
            <ScheduleLedger schedules={items} />
          )
        }
      </Loaded>
    </>
  );
}
