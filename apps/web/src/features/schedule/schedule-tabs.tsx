import { TabLinks } from '../../ui/tab-links.tsx';

export function ScheduleTabs() {
  return (
    <TabLinks
      label="Schedules"
      tabs={[
        { to: '/schedules', label: 'List' },
        { to: '/schedules/calendar', label: 'Calendar', within: true },
        { to: '/schedules/ledger', label: 'Ledger' },
      ]}
    />
  );
}
