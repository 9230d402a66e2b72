import type { JobDetail, JobProgress } from '@borgcube/domain/job/job';
import { drillKey } from '@borgcube/domain/proof/drill-key';
import { describe, expect, test } from 'vitest';
import { rangeOf } from './against-last-runs.ts';
import { configPath } from './config-path.ts';
import { currentPath, progressLine, progressWords } from './job-progress-words.ts';
import { jobStateWords } from './job-state-word.ts';
import { jobTitle, startedByWords } from './job-words.ts';
import { pinUnfinished, waitsFor, waitsWords } from './queue-order.ts';
import { addRateSample, plotRates } from './rate-samples.ts';
import { expectedShares, trackSegments } from './state-track-segments.ts';

const GIB = 1024 ** 3;
const NOW = new Date('2026-11-24T08:42:00Z');
const NARROW = '\u202f';

const progress: JobProgress = {
  originalSize: 74.1 * GIB,
  compressedSize: 52.8 * GIB,
  deduplicatedSize: 412 * 1024 ** 2,
  nfiles: 214_806,
  path: '/var/vmail/cur/1',
  rate: 118 * 1024 ** 2,
  expectedSize: 119 * GIB,
  expectedFiles: 341_120,
  percent: 62.3,
  etaMs: 6 * 60_000,
  message: null,
  updatedAt: NOW.toISOString(),
};

const states = [
  { name: 'job_created', verboseName: 'Queued', usualMs: 900 },
  { name: 'client_preparing', verboseName: 'Client preparing', usualMs: 4000 },
  { name: 'client_in_progress', verboseName: 'In progress', usualMs: 960_000 },
  { name: 'client_done', verboseName: 'Client done', usualMs: null },
  { name: 'done', verboseName: 'Done', usualMs: null },
];

function detail(state: string, steps: [string, string][], more: Partial<JobDetail> = {}): JobDetail {
  const transitions = steps.map(([name, at]) => ({ state: name, at }));
  // The track reads these four fields of a job and no other.
  return { state, states, transitions, progress: null, ...more } as JobDetail;
}

describe('progress in words', () => {
  test('a path is named as on the machine', () => {
    expect(currentPath({ ...progress, path: 'etc/hosts' })).toBe('/etc/hosts');
  });
  test('with a basis: percent, the expected size, what is left and when', () => {
    expect(progressWords(progress, NOW, 'Europe/Berlin')).toEqual({
      headline: `62${NARROW}%`,
      sentence: `74.1${NARROW}GiB of about 119${NARROW}GiB, as in the last good run. About 6 min left, done near 09:48.`,
      eta: 'about 6 min left',
    });
  });
  test('without a last good run no percent and no ETA are claimed', () => {
    const blind = { ...progress, percent: null, etaMs: null, expectedSize: null };
    const words = progressWords(blind, NOW, 'UTC');
    expect(words.headline).toBe(`74.1${NARROW}GiB`);
    expect(words.sentence).toContain('214,806 files so far.');
    expect(words.eta).toBeNull();
  });
  test('past what the last run held, no end is claimed', () => {
    const words = progressWords({ ...progress, originalSize: 120 * GIB }, NOW, 'UTC');
    expect(words.sentence).toMatch(/: more than in the last good run\.$/);
    expect(words.eta).toBeNull();
  });
  test('before the first event nothing is made up', () => {
    expect(progressWords(null, NOW, 'UTC').headline).toBe('Starting');
    expect(currentPath(null)).toBeNull();
    expect(progressLine({ ...progress, rate: null, nfiles: null, originalSize: null })).toBe('');
  });
});

describe('the state track', () => {
  test('past states say how long they took, the current one also its usual, later ones theirs', () => {
    const job = detail('client_in_progress', [
      ['client_preparing', '2026-11-24T08:31:35Z'],
      ['client_in_progress', '2026-11-24T08:31:39Z'],
    ]);
    const segments = trackSegments({ ...job, progress }, NOW);
    expect(segments.map((segment) => segment.standing)).toEqual(['past', 'current', 'ahead']);
    expect(segments.map((segment) => segment.words)).toEqual([
      '4 s',
      '10 min 21 s, usual 16 min',
      'not reached yet',
    ]);
    expect(segments[1]?.filled).toBeCloseTo(0.623);
  });
  test('a failed job shows where it failed and what was not reached', () => {
    const job = detail('failed', [
      ['client_preparing', '2026-11-24T02:10:03Z'],
      ['failed', '2026-11-24T02:10:34Z'],
    ]);
    const segments = trackSegments(job, NOW);
    expect(segments.map((segment) => segment.standing)).toEqual(['failed', 'ahead', 'ahead']);
    expect(segments.map((segment) => segment.words)).toEqual([
      '31 s, usual 4 s',
      'not reached',
      'not reached',
    ]);
  });
  test('a done job has no current state', () => {
    const job = detail('done', [
      ['client_done', '2026-11-24T02:10:03Z'],
      ['done', '2026-11-24T02:10:34Z'],
    ]);
    expect(trackSegments(job, NOW)[2]?.standing).toBe('past');
  });
  test('widths follow usual durations and none vanishes', () => {
    const shares = expectedShares([4000, 960_000, null]);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1);
    expect(Math.min(...shares)).toBeGreaterThan(0.05);
    expect(expectedShares([null, null])).toEqual([0.5, 0.5]);
  });
});

describe('words', () => {
  test.each([
    ['job_created', null, null, 'Queued'],
    ['done', null, null, 'Good'],
    ['done', ['one path missing'], null, 'Warning'],
    ['client_in_progress', null, null, 'In progress'],
    ['client_in_progress', null, NOW.toISOString(), 'Stopping'],
    ['failed', null, null, 'Failed'],
  ])('state %s is said as a word', (state, borgWarning, cancelRequestedAt, word) => {
    expect(jobStateWords({ state, borgWarning, cancelRequestedAt }, 'In progress').word).toBe(word);
  });
  test('a job is named by what it does', () => {
    expect(jobTitle('backup', 'mail01', 'vault')).toBe('backup of mail01 to vault');
    expect(jobTitle('restore', 'mail01', 'vault')).toBe('restore to mail01 from vault');
    expect(jobTitle('restore', null, 'vault')).toBe('restore to this server from vault');
    expect(jobTitle('restore drill', 'mail01', 'vault')).toBe('restore drill of mail01 from vault');
    expect(jobTitle('verify-restore', 'mail01', 'vault')).toBe('restore drill of mail01 from vault');
    expect(jobTitle('check', null, 'offsite')).toBe('check of offsite');
    expect(jobTitle('example.count', null, null)).toBe('example.count');
  });
  test('its origin reads like a person would say it', () => {
    expect(startedByWords('schedule:Nightly: all')).toBe('schedule Nightly: all');
    expect(startedByWords('user:m.keller')).toBe('m.keller');
    expect(startedByWords('worker')).toBe('worker');
  });
});

describe('the queue', () => {
  const job = (id: number, state: string, repositoryId: string | null = 'r1') => ({
    id,
    state,
    repositoryId,
  });
  const jobs = [job(9, 'done'), job(8, 'job_created'), job(7, 'job_created'), job(5, 'client_in_progress')];

  test('what runs stands first, then what waits in queue order, then the rest', () => {
    expect(pinUnfinished([job(3, 'repository_check')], jobs).map((row) => row.id)).toEqual([3, 5, 7, 8, 9]);
  });
  test('a job waits for what runs and what came earlier in its own repository', () => {
    expect(waitsFor(job(8, 'job_created'), [...jobs, job(6, 'job_created', 'r2')])).toEqual([5, 7]);
    expect(waitsFor(job(5, 'client_in_progress'), jobs)).toEqual([]);
    expect(waitsWords([5, 7, 8])).toBe('waits for 5 and 2 more');
  });
});

describe('the rate chart', () => {
  test('only what was seen is drawn, and nothing from one point', () => {
    const one = addRateSample([], progress);
    expect(plotRates(one, null, 760, 74)).toBeNull();
    expect(addRateSample(one, progress)).toBe(one);
    const two = addRateSample(one, { ...progress, updatedAt: '2026-11-24T08:42:10Z' });
    expect(plotRates(two, null, 760, 74)?.line.split(' ')).toHaveLength(2);
    const half = plotRates(two, NOW.getTime() + 20_000, 760, 74);
    expect(half?.line.split(' ')[1]?.startsWith('380.0,')).toBe(true);
  });
});

test('the usual of nothing is not zero', () => {
  expect(rangeOf([null])).toBeNull();
  expect(rangeOf([3, null, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
});

describe('the config of a job', () => {
  const job = { kind: 'backup', clientId: 'c', configId: 'k' };
  test.each([
    [job, '/clients/c/configs/k'],
    [{ ...job, kind: 'verify-restore', configId: drillKey('k') }, '/clients/c/configs/k'],
    [{ ...job, kind: 'check', clientId: null }, '/verification/k'],
    [{ ...job, configId: null }, null],
    [{ ...job, clientId: null }, null],
  ])('%j is edited at %s', (of, path) => expect(configPath(of)).toBe(path));
});
