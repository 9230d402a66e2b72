import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { applyJobEvents } from './apply-event.ts';

test('progress asks for nothing anew, a change of state does once', () => {
  const cache = new QueryClient();
  const asked = vi.spyOn(cache, 'invalidateQueries');
  const event = (state: string) => applyJobEvents(cache, [{ jobId: 7, state, progress: null }]);
  event('client_preparing');
  const first = asked.mock.calls.length;
  expect(first).toBeGreaterThan(0);
  event('client_preparing');
  expect(asked.mock.calls.length).toBe(first);
  event('done');
  expect(asked.mock.calls.length).toBe(2 * first);
});
