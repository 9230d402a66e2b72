import type { Archive } from '@borgcube/domain/archive/archive';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import type { Job } from '@borgcube/domain/job/job';
import { describe, expect, test } from 'vitest';
import { clientRows, needsSomeone, rowMatches, standingOf } from './client-standing.ts';

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
  newestGoodArchiveAt: ageHours === null ? null : new Date(NOW.getTime() - ageHours * HOUR).toISOString(),
});
// Only what the row reads; the rest of a job and an archive plays no part here.
const job = (clientId: string, part: Partial<Job>) =>
  ({ clientId, kind: 'backup', state: 'done', ...part }) as Job;
const archive = (clientId: string, suspect: string | null) => ({ clientId, suspect }) as Archive;

const rowOf = (hostname: string, age: number | null, jobs: Job[] = [], archives: Archive[] = []) => {
  const [row] = clientRows([client(hostname, age)], jobs, archives, [], NOW);
  if (!row) throw new Error('no row');
  return row;
};

test('the oldest against its own objective comes first', () => {
  const rows = clientRows([client('wiki', 7), client('web03', 79), client('new', null)], [], [], [], NOW);
  expect(rows.map((row) => row.client.hostname)).toEqual(['web03', 'wiki', 'new']);
});

test('what was never backed up comes before all that is old', () => {
  // Only what the order reads.
  const config = { clientId: 'new', enabled: true } as BackupConfig;
  const rows = clientRows([client('web03', 79), client('new', null)], [], [], [config], NOW);
  expect(rows.map((row) => row.client.hostname)).toEqual(['new', 'web03']);
});

describe('the worst word wins', () => {
  test('a failed job counts inside the objective too', () => {
    const row = rowOf('a', 7, [job('a', { state: 'failed', failureCause: { kind: 'timeout' } })]);
    expect(standingOf(row)).toEqual({ tone: 'failed', word: 'Failed', note: 'timeout' });
    expect(needsSomeone(row)).toBe(true);
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

test('the filter wants all words', () => {
  const row = rowOf('db01', 7);
  expect(rowMatches(row, 'db good', () => null)).toBe(true);
  expect(rowMatches(row, 'db stale', () => null)).toBe(false);
});
