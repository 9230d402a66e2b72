import { expect, it } from 'vitest';
import type { ScriptEnd } from './machine.ts';
import { targetCause } from './staging.ts';

const endOf = (complaint: string): ScriptEnd => ({
  code: 1,
  signal: null,
  complaints: [complaint],
  cause: { kind: 'command-failed', message: complaint },
});

it.each(['sh: the target was made meanwhile', 'mkdir: cannot create directory ‘/srv/back’: File exists'])(
  'says in words that somebody else was first at the target, and shows what was said there: %s',
  (complaint) => {
    expect(targetCause(endOf(complaint))).toEqual({
      kind: 'target-conflict',
      message: 'Something was put at the target meanwhile. It is left as it is.',
      evidence: [complaint],
    });
  },
);

it('leaves a disk that is full its own cause', () => {
  expect(targetCause(endOf('mkdir: cannot create directory ‘x’: No space left on device'))?.kind).toBe(
    'target-enospc',
  );
});
