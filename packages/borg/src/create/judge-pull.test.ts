import { describe, expect, it } from 'vitest';
import { causeOfPull, warningsOfTar } from './judge-pull.ts';

const truncated = {
  cause: { kind: 'command-failed', message: 'tarfile.ReadError: unexpected end of data' },
} as const;
const full = { cause: { kind: 'repository-enospc', message: 'No space left' } } as const;
const gone = 'tar: home/x: Cannot stat: No such file or directory';
const last = 'tar: Exiting with failure status due to previous errors';

describe('a pull that ended', () => {
  it.each([0, 1])('is whole where tar ended with %i and Borg well', (code) => {
    expect(causeOfPull({ code, complaints: [] }, {})).toBeNull();
  });

  it('is not whole where the tar of BusyBox gave up', () => {
    const tar = { kind: 'busybox', version: 'BusyBox v1.36.1' } as const;
    const large = "tar: can't store file 'srv/disk.img' of size 9000000000 bytes";
    const delayed = 'tar: error exit delayed from previous errors';
    expect(causeOfPull({ code: 1, complaints: [large], tar }, {})).toMatchObject({ message: large });
    expect(causeOfPull({ code: 1, complaints: ["tar: can't open 'x'", delayed], tar }, {})).toBeNull();
    expect(causeOfPull({ code: 0, complaints: [], tar }, {})).toBeNull();
  });

  it.each([
    ['tar that met an error', { code: 2, complaints: [gone, last] }, {}, { message: gone, exitCode: 2 }],
    ['tar that was killed', { code: 137, complaints: [] }, truncated, { signal: 'SIGKILL' }],
    ['Borg that left tar without a reader', { code: 141, complaints: [] }, full, full.cause],
    [
      'Borg also where tar is told by a write',
      { code: 2, complaints: ['tar: -: Cannot write: Broken pipe'] },
      full,
      full.cause,
    ],
    ['Borg after tar was done', { code: 0, complaints: [] }, full, full.cause],
  ] as const)('blames %s', (_, words, verdict, cause) => {
    expect(causeOfPull(words, verdict)).toMatchObject(cause);
  });

  it('warns of what tar said only where its exit code does', () => {
    const said = 'tar: home/x: file changed as we read it';
    expect(warningsOfTar({ code: 1, complaints: [said, said, last] })).toEqual([said]);
    expect(warningsOfTar({ code: 0, complaints: ['tar: run/s: socket ignored'] })).toEqual([]);
  });
});
