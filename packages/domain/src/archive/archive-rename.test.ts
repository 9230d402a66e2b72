import { describe, expect, it } from 'vitest';
import { ArchiveRename, whyNotRenamed } from './archive-rename.ts';

describe('a new name of an archive', () => {
  it.each(['before the move', 'photos-2026-11-22', '-x', 'Grüße', 'a:b', 'web01-00012'])(
    'may be %j',
    (name) => {
      expect(ArchiveRename.parse({ id: 'a', name })).toEqual({ id: 'a', name });
    },
  );

  it.each([
    '',
    '  ',
    'a/b',
    'a::b',
    ':a',
    '{now}',
    'a\nb',
    'a\u0000',
    'a\u202eb',
    'a\ud800',
    'a.checkpoint',
    'a.checkpoint.3',
    'a.partial',
  ])('may not be %j', (name) => {
    expect(ArchiveRename.safeParse({ id: 'a', name }).error?.issues[0]?.path).toEqual(['name']);
  });

  it.each([
    { now: 'web01-00012', jobId: 12, name: 'web01-00012', why: /already/ },
    { now: 'web01-00012', jobId: 12, name: 'web01-00013', why: /13/ },
    { now: 'web01-00012', jobId: 12, name: 'web01-00013.2', why: /13/ },
    { now: 'kept', jobId: null, name: 'web01-00012', why: /12/ },
    { now: 'kept', jobId: 12, name: 'web01-00012', why: null },
    { now: 'kept', jobId: 12, name: 'photos-2026-11-22', why: null },
  ])('of $now (job $jobId) as $name: $why', ({ now, jobId, name, why }) => {
    const answer = whyNotRenamed({ name: now, jobId }, name);
    if (why === null) expect(answer).toBeNull();
    else expect(answer).toMatch(why);
  });
});
