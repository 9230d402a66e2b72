import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';

export function PageMissing() {
  return (
    <EmptyState
      title="No such page"
      act={
        <LinkButton to="/" variant="filled">
          Go to the overview
        </LinkButton>
      }
    >
      <p>The address may be mistyped, or what was here is gone.</p>
    </EmptyState>
  );
}
