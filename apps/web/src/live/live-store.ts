import type { JobEvent, LogEvent } from './job-event.ts';

/** Whether figures on screen are fresh; `lostAt` is when the stream broke, null while it holds. */
export interface LiveState {
  lostAt: number | null;
}

let state: LiveState = { lostAt: null };
const stateListeners = new Set<() => void>();
const logListeners = new Set<(event: LogEvent) => void>();
const eventListeners = new Set<(event: JobEvent) => void>();

export function readLiveState(): LiveState {
  return state;
}

export function setLostAt(lostAt: number | null): void {
  if (state.lostAt === lostAt) return;
  state = { lostAt };
  for (const listener of stateListeners) listener();
}

export function watchLiveState(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

export function deliverJobEvent(event: JobEvent): void {
  for (const listener of eventListeners) listener(event);
}

export function watchJobEvents(listener: (event: JobEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

export function deliverLogEvent(event: LogEvent): void {
  for (const listener of logListeners) listener(event);
}

export function watchLogEvents(listener: (event: LogEvent) => void): () => void {
  logListeners.add(listener);
  return () => logListeners.delete(listener);
}
