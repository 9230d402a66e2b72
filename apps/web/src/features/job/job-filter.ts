import type { RecordsAddress } from '../../forms/record-filter.tsx';

/** What the address may ask for under `state`; the words are those of the chips. */
export const STATE_FILTERS = [
  { value: 'running', label: 'Running' },
  { value: 'queued', label: 'Queued' },
  { value: 'failed', label: 'Failed' },
  { value: 'done', label: 'Done' },
  { value: 'cancelled', label: 'Cancelled' },
] as const;

export interface JobSearch extends RecordsAddress {
  state?: string;
  kind?: string;
}

export interface JobsAsked {
  state?: string;
  unfinished?: 'running';
  kind?: string;
  clientId?: string;
  repositoryId?: string;
}

/** The list procedure's input for an address. */
export function jobsAsked(search: JobSearch): JobsAsked {
  return {
    ...statesAsked(search.state),
    ...(search.kind && { kind: search.kind }),
    ...(search.client && { clientId: search.client }),
    ...(search.repository && { repositoryId: search.repository }),
  };
}

function statesAsked(state: string | undefined): Pick<JobsAsked, 'state' | 'unfinished'> {
  if (state === undefined) return {};
  if (state === 'running') return { unfinished: 'running' };
  return { state: state === 'queued' ? 'job_created' : state };
}

/** Whether running and queued jobs stand above the list: only where the address asks for no state. */
export function pinsUnfinished(search: JobSearch): boolean {
  return search.state === undefined;
}

export function isFiltered(search: JobSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}

const EMPTY_WORDS: Record<string, string> = {
  running: 'Nothing runs.',
  queued: 'Nothing waits.',
  failed: 'No failed jobs.',
  done: 'No jobs have ended well yet.',
  cancelled: 'No cancelled jobs.',
};

export function emptyWords(search: JobSearch): string {
  return (search.state !== undefined && EMPTY_WORDS[search.state]) || 'No jobs.';
}
