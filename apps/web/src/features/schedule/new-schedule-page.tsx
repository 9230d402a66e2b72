import { PageHead } from '../../ui/page-head.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { SCHEDULES_PATH } from './schedule-path.ts';

export function NewSchedulePage() {
  return (
    <>
      <PageHead crumbs={[{ label: 'Schedules', to: SCHEDULES_PATH }]} title="New schedule" />
      <ScheduleEditor schedule={null} />
    </>
  );
}
