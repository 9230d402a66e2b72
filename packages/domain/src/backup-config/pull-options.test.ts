import { describe, expect, it } from 'vitest';
import { readPullOptions } from './pull-options.ts';

const plain = {
  excludes: [],
  extraOptions: '',
  rateLimit: null,
  checkpointInterval: 1800,
  readSpecial: false,
  ignoreInode: false,
};

describe('the options of a pull', () => {
  it('are none where nothing was chosen', () => {
    expect(readPullOptions(plain)).toEqual({ excludes: [], tar: [], borg: [], errors: {} });
  });

  it.each([
    ['--exclude-caches', { tar: ['--exclude-caches-all'] }],
    ['--keep-exclude-tags --exclude-caches', { tar: ['--exclude-caches'] }],
    ["--exclude-if-present 'no backup'", { tar: ['--exclude-tag-all=no backup'] }],
    ['--chunker-params=10,23,16,4095', { borg: ['--chunker-params=10,23,16,4095'] }],
  ])('%j becomes %j', (extraOptions, expected) => {
    expect(readPullOptions({ ...plain, extraOptions })).toMatchObject({ ...expected, errors: {} });
  });

  it.each([
    [{ excludes: ['*.o', 're:x'] }, 'excludes.1'],
    [{ extraOptions: '--noatime' }, 'extraOptions'],
    [{ extraOptions: '--exclude re:x' }, 'extraOptions'],
    [{ readSpecial: true }, 'readSpecial'],
    [{ ignoreInode: true }, 'ignoreInode'],
    [{ rateLimit: 100 }, 'rateLimit'],
    [{ checkpointInterval: 60 }, 'checkpointInterval'],
  ])('%j is refused under %s', (change, field) => {
    expect(Object.keys(readPullOptions({ ...plain, ...change }).errors)).toEqual([field]);
  });
});
