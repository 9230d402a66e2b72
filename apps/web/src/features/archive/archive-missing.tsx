import type { ErrorComponentProps } from '@tanstack/react-router';
import { MissingRecord } from '../../routes/missing-record.tsx';

export function ArchiveMissing(props: ErrorComponentProps) {
  return (
    <MissingRecord
      {...props}
      title="No such archive"
      words="It may have been pruned or deleted since this link was made."
      list="/archives"
      listName="Archives"
    />
  );
}
