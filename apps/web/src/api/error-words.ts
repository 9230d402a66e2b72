import { readApiError } from './api-error.ts';

/** A sentence for a person, and the line that is good for a bug report. */
export function errorWords(error: unknown): { message: string; details: string } {
  const told = readApiError(error);
  const message =
    told.code === 'NETWORK' ? 'The server did not answer.' : `The server answered “${told.message}”`;
  const details = [told.procedure, told.kind ?? told.code, told.requestId && `request ${told.requestId}`];
  return { message, details: details.filter(Boolean).join(' · ') };
}
