import type { ErrorComponentProps } from '@tanstack/react-router';
import { readApiError } from '../api/api-error.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { PageError } from './page-error.tsx';

/** The page of a record that is not there; any other error is told as it is. */
export function MissingRecord(
  props: ErrorComponentProps & { title: string; words: string; list: string; listName: string },
) {
  const { code } = readApiError(props.error);
  if (code !== 'NOT_FOUND' && code !== 'BAD_REQUEST') return <PageError {...props} />;
  return (
    <>
      <PageHead title={props.title} crumbs={[{ label: props.listName, to: props.list }]} />
      <EmptyState title={props.title} act={<LinkButton to={props.list}>Go to {props.listName}</LinkButton>}>
        <p>{props.words}</p>
      </EmptyState>
    </>
  );
}
