import { EmptyState } from '../../ui/empty-state.tsx';

/** What a viewer sees where names or contents of files would be. */
export function ContentsNeedOperator() {
  return (
    <EmptyState title="Contents need the operator role">
      <p>
        Names and contents of files may be private, so a viewer sees records and figures only. An admin can
        give you the role.
      </p>
    </EmptyState>
  );
}
