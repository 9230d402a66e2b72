import { describe, expect, it } from 'vitest';
import { proveHolder, type SeenHolder } from './lock-proof.ts';

const process = { jobId: 7, pid: 42, startTime: '100', bootId: 'b1', pidNamespace: '4026', endedAt: null };
const holder = (change: Partial<SeenHolder>): SeenHolder => ({
  host: 'machine_b1_4026',
  pid: 42,
  origin: 'this-namespace',
  startTime: null,
  ...change,
});

describe('the holder of a lock', () => {
  it.each([
    ['no process has its number', {}, [], 'gone'],
    ['its process lives', { startTime: '100' }, [process], 'alive'],
    ['another process has its number', { startTime: '200' }, [process], 'gone'],
    ['a process lives that no job started', { startTime: '200' }, [], 'alive'],
    ['the machine was started anew since', { origin: 'earlier-boot' }, [process], 'gone'],
    [
      'it ran in a boot that no job knows',
      { origin: 'earlier-boot', host: 'machine_b0_1' },
      [process],
      'unknown',
    ],
    ['another container holds it', { origin: 'other-namespace' }, [process], 'unknown'],
    [
      'it was seen ending in another container',
      { origin: 'other-namespace' },
      [{ ...process, endedAt: new Date(0) }],
      'gone',
    ],
    ['another machine holds it', { origin: 'foreign', host: 'laptop@1234' }, [process], 'unknown'],
  ] as const)('where %s', (_, change, processes, fate) => {
    expect(proveHolder(holder(change), processes).fate).toBe(fate);
  });
});
