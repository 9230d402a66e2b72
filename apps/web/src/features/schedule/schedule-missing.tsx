import type { ErrorComponentProps } from '@tanstack/react-router';
import { MissingRecord } from '../../routes/missing-record.tsx';
import { SCHEDULES_PATH } from './schedule-path.ts';

export function ScheduleMissing(props: ErrorComponentProps) {
  return (
    <MissingRecord
      {...props}
      title="No such schedule"
      words="It may have been deleted."
      list={SCHEDULES_PATH}
      listName="Schedules"
    />
  );
}
