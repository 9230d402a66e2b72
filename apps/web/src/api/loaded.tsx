import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingRows } from '../ui/loading-rows.tsx';
import { readApiError } from './api-error.ts';
import { errorWords } from './error-words.ts';

/** Draws what a query answered; before that grey bars, after a refusal what is missing. `missing` is said on 404. */
export function Loaded<Data>(props: {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  /** "No such client." */
  missing?: { title: string; words?: ReactNode; act?: ReactNode };
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { data, error } = props.query;
  if (data !== undefined) return props.children(data);
  if (!error) return props.loading ?? <LoadingRows />;
  if (props.missing && readApiError(error).code === 'NOT_FOUND')
    return (
      <EmptyState title={props.missing.title} act={props.missing.act}>
        {props.missing.words}
      </EmptyState>
    );
  return (
    <ErrorState
      title="This could not be loaded"
      {...errorWords(error)}
      onRetry={() => void props.query.refetch()}
    />
  );
}
