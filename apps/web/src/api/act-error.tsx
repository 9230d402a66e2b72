import type { ReactNode } from 'react';
import { FailureCard } from '../ui/failure-card.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { readApiError } from './api-error.ts';

/** Why an act was refused, where it was pressed: the cause's id and the server's sentence. */
export function ActError(props: { error: unknown; acts?: ReactNode }) {
  const told = readApiError(props.error);
  const title = told.code === 'NETWORK' ? 'The server did not answer.' : told.message;
  const { jobId } = told.data;
  const holder = typeof jobId === 'number' && <LinkButton to={`/jobs/${jobId}`}>Open job {jobId}</LinkButton>;
  const evidence = told.requestId ? [`${told.procedure ?? ''} · request ${told.requestId}`] : [];
  return (
    <div role="alert">
      <FailureCard
        tone="failed"
        cause={told.kind ?? told.code}
        title={title}
        evidence={evidence}
        acts={props.acts ?? (holder || undefined)}
      />
    </div>
  );
}
