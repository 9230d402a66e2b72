import { expect, it } from 'vitest';
import { judgeChannels } from './judge-channels.ts';

const MIB = 1024 ** 2;

/** Whether a client's restore of so many files, a byte each, may go by a folder of a server that has 64 MiB for it. */
function scratchProblem(files: number) {
  const judged = judgeChannels({
    // The judge reads nothing else of what it is told.
    places: { machine: { type: 'client' }, clientBorg: null },
    plan: { counts: { files, folders: 1, links: 0, others: 0, bytes: files } },
    look: { missing: [], borg: null },
    scratchSpace: 64 * MIB,
  } as unknown as Parameters<typeof judgeChannels>[0]);
  return judged.find(({ channel }) => channel === 'scratch')?.problem ?? null;
}

it('small files need room on the server for more than their bytes', () => {
  expect(scratchProblem(1000)).toBeNull();
  expect(scratchProblem(100_000)).toMatchObject({
    kind: 'server-enospc',
    message: expect.stringMatching(
      /^About \d+ bytes would be unpacked on this server for a while, and 67108864 /,
    ),
  });
});
