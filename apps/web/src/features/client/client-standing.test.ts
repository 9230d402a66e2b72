import type { Archive } from '@borgcube/domain/archive/archive';
import type { Client } from '@borgcube/domain/client/client';
import type { Job } from '@borgcube/domain/job/job';
import { describe, expect, test } from 'vitest';
import { ageOf, type ClientRow, standingOf } from './client-standing.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
const HOUR = 3_600_000;

const client = (hostname: string, ageHours: number | null): Client => ({
  id: hostname,
  hostname,
  description: '',
  objective: 26 * HOUR,
  connection: null,
  hadConnection: false,
  createdAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
  provenAt: null,
  newestGoodArchiveAt: ageHours === null ? null : new Date(NOW.getTime() - ageHours * HOUR).toISOString(),
});
// Only what the row reads; the rest of a job and an archive plays no part here.
const job = (clientId: string, part: Partial<Job>) =>
  ({ clientId, kind: 'backup', state: 'done', ...part }) as Job;
const archive = (clientId: string, suspect: string | null) => ({ clientId, suspect }) as Archive;

const rowOf = (
  hostname: string,
  age: number | null,
  jobs: Job[] = [],
  archives: Archive[] = [],
): ClientRow => {
  const told = client(hostname, age);
  return {
    client: told,
    ageMs: ageOf(told, NOW),
    lastJob: jobs[0] ?? null,
    lastArchive: archives[0] ?? null,
    configs: [],
  };
};

describe('the worst word wins', () => {
  test('a failed job counts inside the objective too', () => {
    const row = rowOf('a', 7, [job('a', { state: 'failed', failureCause: { kind: 'timeout' } })]);
    expect(standingOf(row)).toEqual({ tone: 'failed', word: 'Failed', note: 'timeout' });
  });
  test('suspect before stale', () => {
    expect(standingOf(rowOf('a', 79, [job('a', {})], [archive('a', 'shrunk')])).word).toBe('Suspect');
    expect(standingOf(rowOf('a', 79, [job('a', {})], [archive('a', null)])).word).toBe('Stale');
  });
  test('what runs is said only when nothing is wrong', () => {
    expect(standingOf(rowOf('a', 7, [job('a', { state: 'client_in_progress', progress: null })])).tone).toBe(
      'running',
    );
    expect(standingOf(rowOf('a', 79, [job('a', { state: 'client_in_progress' })])).tone).toBe('stale');
  });
  test('nothing yet is not good', () => {
    expect(standingOf(rowOf('a', null))).toEqual({
      tone: 'neutral',
      word: 'No archive yet',
      note: 'no config',
    });
    expect(standingOf(rowOf('a', 7)).word).toBe('Good');
  });
});
