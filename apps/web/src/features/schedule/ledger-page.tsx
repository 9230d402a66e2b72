import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import css from './schedule.module.css';
import { WholeLedger } from './schedule-ledger.tsx';
import { ScheduleTabs } from './schedule-tabs.tsx';

const STATES: readonly { value: 'all' | 'done' | 'skipped'; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'done', label: 'Ran' },
  { value: 'skipped', label: 'Skipped' },
];

/** What ran or was skipped and why, over all schedules. */
export function LedgerPage() {
  const search: { state?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = STATES.find(({ value }) => value === search.state)?.value ?? 'all';
  return (
    <>
      <PageHead crumbs={[{ label: 'Schedules', to: '/schedules' }]} title="Ledger" />
      <ScheduleTabs />
      <div className={css.filter}>
        <Segments
          label="Outcome"
          options={STATES}
          value={state}
          onChange={(value) =>
            void navigate({ to: '/schedules/ledger', search: value === 'all' ? {} : { state: value } })
          }
        />
      </div>
      <WholeLedger state={state === 'all' ? undefined : state} />
    </>
  );
}
