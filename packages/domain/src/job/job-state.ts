/** The four states in which nothing of a job runs; every kind has them. */
export const STABLE_STATES = ['job_created', 'done', 'failed', 'cancelled'] as const;
export type StableState = (typeof STABLE_STATES)[number];

/** States from which a job never moves again. */
export const FINAL_STATES = ['done', 'failed', 'cancelled'] as const;

export function isStable(state: string): state is StableState {
  return (STABLE_STATES as readonly string[]).includes(state);
}

export function isFinal(state: string): boolean {
  return (FINAL_STATES as readonly string[]).includes(state);
}

export interface JobStateName {
  readonly name: string;
  readonly verboseName: string;
}

export const STABLE_STATE_NAMES: readonly JobStateName[] = [
  { name: 'job_created', verboseName: 'Queued' },
  { name: 'done', verboseName: 'Done' },
  { name: 'failed', verboseName: 'Failed' },
  { name: 'cancelled', verboseName: 'Cancelled' },
];

export const BACKUP_STATES: readonly JobStateName[] = [
  { name: 'client_preparing', verboseName: 'Client preparing' },
  { name: 'client_prepared', verboseName: 'Client prepared' },
  { name: 'client_in_progress', verboseName: 'In progress' },
  { name: 'client_done', verboseName: 'Client done' },
  { name: 'client_cleanup', verboseName: 'Client cleanup' },
];
