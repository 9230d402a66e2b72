import { describe, expect, it } from 'vitest';
import { type CreateSpec, createArguments } from './create-arguments.ts';

const spec: CreateSpec = {
  paths: ['/etc', '/a b'],
  excludes: [],
  oneFileSystem: false,
  compression: 'lz4',
  checkpointInterval: 1800,
  readSpecial: false,
  ignoreInode: false,
  extraOptions: '',
};

describe('createArguments', () => {
  it('lists changed files only and asks for the figures', () => {
    expect(createArguments(spec, '/r::web01-00001')).toEqual([
      '--progress',
      'create',
      '--json',
      '--list',
      '--filter=AMEC',
      '--compression=lz4',
      '--checkpoint-interval=1800',
      '--',
      '/r::web01-00001',
      '/etc',
      '/a b',
    ]);
  });

  it.each<[Partial<CreateSpec>, string]>([
    [{ oneFileSystem: true }, '--one-file-system'],
    [{ readSpecial: true }, '--read-special'],
    [{ ignoreInode: true }, '--files-cache=ctime,size'],
    [{ rateLimit: 512 }, '--upload-ratelimit=512'],
    [{ excludes: ['--rsh=evil'] }, '--exclude=--rsh=evil'],
    [{ extraOptions: "--exclude-if-present 'no backup'" }, '--exclude-if-present=no backup'],
  ])('%j becomes %s', (change, argument) => {
    const args = createArguments({ ...spec, ...change }, '/r::a');
    expect(args.slice(0, args.indexOf('--'))).toContain(argument);
  });

  it('takes no path for an option', () => {
    const args = createArguments(spec, '/r::a', ['--progress', '-x']);
    expect(args.slice(args.indexOf('--') + 2)).toEqual(['--progress', '-x']);
  });

  it('leaves out extra options that were refused', () => {
    expect(
      createArguments({ ...spec, extraOptions: '--rsh=evil --noatime' }, '/r::a').join(' '),
    ).not.toContain('evil');
  });
});
