import { TabLinks } from '../../ui/tab-links.tsx';

export function ScheduleTabs() {
  return (
    <TabLinks
      label="Schedules"
      tabs={[
        { to: '/schedules', label: 'List' },
        { to: '/schedules/calendar', label: 'Calendar' },
        { to: '/schedules/ledger', label: 'Ledger' },
      ]}
    />
  );
}
