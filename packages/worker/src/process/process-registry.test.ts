import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WorkerContext } from '../worker-context.ts';
import { ProcessRegistry } from './process-registry.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('has no patience left to end once the executor is through, also where the worker stops just then', async () => {
  const ctx = {} as WorkerContext; // without a process nothing of it is asked
  const processes = new ProcessRegistry(ctx, { jobId: 1, worker: { workerId: 'w', incarnation: 'i' } });
  processes.endWithin(30_000);
  expect(vi.getTimerCount()).toBe(2);
  expect(await processes.proveEnd()).toBe(true);
  processes.endWithin(30_000);
  expect(vi.getTimerCount()).toBe(0);
});
