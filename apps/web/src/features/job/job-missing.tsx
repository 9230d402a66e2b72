import type { ErrorComponentProps } from '@tanstack/react-router';
import { MissingRecord } from '../../routes/missing-record.tsx';

export function JobMissing(props: ErrorComponentProps) {
  return (
    <MissingRecord
      {...props}
      title="No such job"
      words="It may have been deleted after 90 days."
      list="/jobs"
      listName="Jobs"
    />
  );
}
