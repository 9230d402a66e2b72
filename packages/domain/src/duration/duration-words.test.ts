import { expect, it } from 'vitest';
import { ClientCreate } from '../client/client.ts';
import { durationWords } from './duration-words.ts';

it.each([
  [1000, '1 second'],
  [59_999, '59 seconds'],
  [60_000, '1 minute'],
  [26 * 3_600_000, '26 hours'],
  [72 * 3_600_000, '3 days'],
])('%i ms are %s', (ms, words) => expect(durationWords(ms)).toBe(words));

it('writes the shortest objective of a client as more than nothing', () => {
  const { objective } = ClientCreate.parse({ hostname: 'web01', objective: 1000 });
  expect(durationWords(objective)).toBe('1 second');
  expect(ClientCreate.safeParse({ hostname: 'web01', objective: 999 }).success).toBe(false);
});
