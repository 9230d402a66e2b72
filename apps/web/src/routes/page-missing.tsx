import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PageHead } from '../ui/page-head.tsx';

export function PageMissing() {
  return (
    <>
      <PageHead title="No such page" />
      <EmptyState
        title="Nothing is here"
        act={
          <LinkButton to="/" variant="filled">
            Go to the overview
          </LinkButton>
        }
      >
        <p>The address may be mistyped, or what was here is gone.</p>
      </EmptyState>
    </>
  );
}
