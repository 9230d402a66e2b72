import type { RestorePreview } from '@borgcube/domain/restore/restore-preview';
import { describe, expect, it } from 'vitest';
import type { RestoreChoice } from './restore-choice.ts';
import { actWords, choiceProblem, foresightOf, startProblem } from './restore-foresight.ts';

const preview: RestorePreview = {
  archiveName: 'db01-00001',
  selection: { files: 212, folders: 3, links: 0, others: 0, bytes: 800 },
  target: {
    clientId: 'c',
    hostname: 'web01',
    path: '/srv/restored',
    exists: false,
    isEmpty: true,
    freeSpace: 1500,
    hasRoom: true,
  },
  channels: [
    { channel: 'borg', lost: [], problem: 'web01 has no Borg.' },
    { channel: 'tar', lost: ['acls'], problem: null },
  ],
  channel: 'tar',
  problem: null,
  existing: [],
  existingTotal: 0,
  standings: { newer: 0, older: 0, same: 0, different: 0, 'other-kind': 0 },
};
const conflicts = {
  ...preview,
  existingTotal: 4,
  standings: { newer: 1, older: 1, same: 1, different: 0, 'other-kind': 1 },
};
const stubborn = {
  path: 'etc/hosts',
  standing: 'other-kind',
  type: 'file',
  size: 1,
  mtime: null,
  typeThere: 'directory',
  sizeThere: null,
  mtimeThere: null,
} as const;
const choice: RestoreChoice = {
  machine: 'origin',
  clientId: 'c',
  path: '/srv/restored',
  isOriginal: false,
  conflict: 'refuse',
  owner: 'stored',
  user: '',
  channel: null,
};

describe('what a restore will do', () => {
  it.each<[Partial<RestoreChoice>, RestorePreview, string]>([
    [{}, preview, 'Restore 212 files to web01:/srv/restored'],
    [{ conflict: 'skip' }, conflicts, 'Restore 212 files to web01:/srv/restored, leave 4 as they are'],
    [{ conflict: 'overwrite' }, conflicts, 'Restore 212 files to web01:/srv/restored, replace 4'],
    [{ isOriginal: true }, preview, 'Restore 212 files to their original place on web01'],
  ])('%j', (change, seen, words) =>
    expect(actWords({ ...choice, ...change }, foresightOf([seen]), '/srv/restored')).toBe(words),
  );
});

describe('why it cannot start', () => {
  it.each<[Partial<RestoreChoice>, Partial<RestorePreview>, string | null]>([
    [{}, {}, null],
    [{}, { problem: 'web01 has no tar.' }, 'web01 has no tar.'],
    [{ channel: 'borg' }, {}, 'Not by borg: web01 has no Borg.'],
    [{}, { channel: null }, 'web01 has no Borg.'],
    [{ owner: 'user', user: ' ' }, {}, 'Which user is to own it?'],
    [{}, { existingTotal: 1 }, '1 path is in the way. Choose what becomes of it, or another folder.'],
    [{ conflict: 'skip' }, { existingTotal: 1 }, null],
    [{ conflict: 'overwrite' }, { existingTotal: 1 }, null],
    [
      { conflict: 'overwrite' },
      { existingTotal: 1, existing: [stubborn] },
      '1 path cannot be replaced: a folder stands where the archive has none, or the other way round. Leave what is there, or choose another folder.',
    ],
    [
      {},
      { target: { ...preview.target, freeSpace: 500, hasRoom: false } },
      '800\u202fB are to be written, 500\u202fB are free there.',
    ],
  ])('%j %j', (change, seen, words) =>
    expect(startProblem({ ...choice, ...change }, foresightOf([{ ...preview, ...seen }]))).toBe(words),
  );

  it('is asked of all archives together', () => {
    const both = foresightOf([preview, preview]);
    expect(both).toMatchObject({ hasRoom: false, freeSpace: 1500, selection: { files: 424, bytes: 1600 } });
    const second = { ...preview, channels: [{ channel: 'tar' as const, lost: [], problem: 'No tar.' }] };
    expect(foresightOf([preview, second]).channels.map(({ problem }) => problem)).toEqual([
      'web01 has no Borg.',
      'No tar.',
    ]);
  });

  it('is said before anything is looked at', () => {
    expect(choiceProblem({ ...choice, machine: 'other', clientId: null }, false)).toBe('Which machine?');
    expect(choiceProblem({ ...choice, path: 'srv' }, false)).toMatch(/begins with a slash/);
    expect(choiceProblem({ ...choice, isOriginal: true }, true)).toMatch(/same path/);
    expect(choiceProblem({ ...choice, isOriginal: true }, false)).toBeNull();
  });
});
