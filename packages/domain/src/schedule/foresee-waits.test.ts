import { expect, it } from 'vitest';
import { type ExpectedOccurrence, findFreeTime, foreseeWaits } from './foresee-waits.ts';

const MINUTE = 60_000;
const at = (clock: string) => Date.parse(`2026-11-29T${clock}:00Z`);
const of = (
  scheduleId: string,
  clock: string,
  minutes: number,
  access: 'read' | 'write' | 'exclusive' = 'write',
  repositoryId = 'vault',
): ExpectedOccurrence => ({
  scheduleId,
  instant: at(clock),
  work: [{ repositoryId, access, durationMs: minutes * MINUTE }],
});
const told = (occurrences: ExpectedOccurrence[]) =>
  foreseeWaits(occurrences).map(([block]) => [
    new Date(block?.start ?? 0).toISOString().slice(11, 16),
    block?.behind?.scheduleId ?? null,
  ]);

it('lets what conflicts wait for the end of what came before', () => {
  const nightly = of('nightly', '02:00', 70);
  expect(told([nightly, of('check', '02:30', 40, 'exclusive'), of('late', '05:00', 5)])).toEqual([
    ['02:00', null],
    ['03:10', 'nightly'],
    ['05:00', null],
  ]);
});

it('lets readers read together, and other repositories alone', () => {
  expect(
    told([
      of('one', '02:00', 60, 'read'),
      of('two', '02:10', 60, 'read'),
      of('three', '02:20', 60, 'write', 'offsite'),
    ]),
  ).toEqual([
    ['02:00', null],
    ['02:10', null],
    ['02:20', null],
  ]);
});

it('goes by time, whatever the order in which it is told', () => {
  expect(told([of('second', '02:30', 10), of('first', '02:00', 60)])).toEqual([
    ['03:00', 'first'],
    ['02:00', null],
  ]);
});

it('finds the nearest quarter of an hour at which nothing waits', () => {
  const own = of('check', '02:30', 40);
  expect(findFreeTime(own, [of('nightly', '02:00', 70)], 6 * 60 * MINUTE)).toBe(at('03:15'));
  expect(findFreeTime(own, [of('early', '00:00', 100), of('nightly', '02:00', 120)], 6 * 60 * MINUTE)).toBe(
    at('04:00'),
  );
  expect(findFreeTime(own, [of('all', '00:00', 24 * 60)], 60 * MINUTE)).toBeNull();
});
