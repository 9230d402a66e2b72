import type { AppRouter } from '@borgcube/api/app-router';
import type { TRPCLink } from '@trpc/client';

/** Endless lists add `direction` to their input; the server, which refuses fields that it does not know, has none. */
export const plainInputLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, input: withoutDirection(op.input) });

function withoutDirection(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input;
  const { direction: _left, ...rest } = input;
  return rest;
}
