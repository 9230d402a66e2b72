import { expect, it } from 'vitest';
import { RecentAnswers } from './recent-answer.ts';

/** Asks at times; finding takes `cost`. Answers which reading each was given. */
async function ask(cost: number, times: readonly { at: number; eventId: number }[]): Promise<number[]> {
  const answers = new RecentAnswers<number>();
  let clock = 0;
  let readings = 0;
  const given: number[] = [];
  for (const { at, eventId } of times) {
    clock = at;
    const read = async () => {
      clock += cost;
      readings += 1;
      return readings;
    };
    given.push(await answers.get({ key: 'x', eventId, now: () => clock, read }));
  }
  return given;
}

it.each([
  [
    'cheap ones are found anew each time',
    10,
    [
      { at: 0, eventId: 1 },
      { at: 20, eventId: 1 },
    ],
    [1, 2],
  ],
  [
    'dear ones are kept for seconds while nothing happens',
    1000,
    [
      { at: 0, eventId: 1 },
      { at: 5900, eventId: 1 },
    ],
    [1, 1],
  ],
  [
    'and then found anew',
    1000,
    [
      { at: 0, eventId: 1 },
      { at: 6100, eventId: 1 },
    ],
    [1, 2],
  ],
  [
    'after a change they are kept for less',
    1000,
    [
      { at: 0, eventId: 1 },
      { at: 3900, eventId: 2 },
      { at: 4100, eventId: 2 },
    ],
    [1, 1, 2],
  ],
])('%s', async (_name, cost, times, expected) => {
  expect(await ask(cost, times)).toEqual(expected);
});

it('finds once for all who ask meanwhile, and forgets a failure', async () => {
  const answers = new RecentAnswers<string>();
  let readings = 0;
  const asked = (read: () => Promise<string>) => answers.get({ key: 'x', eventId: 1, now: () => 0, read });
  const fail = async () => {
    readings += 1;
    throw new Error('no');
  };
  const both = await Promise.allSettled([asked(fail), asked(fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(readings).toBe(1);
  expect(await asked(async () => 'found')).toBe('found');
});
