import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvolutionError, type EvolutionStep, evolve } from './evolve.ts';

/** Data is the list of versions that it went through. */
const step = (from: number, to: number): EvolutionStep => ({
  from,
  to,
  evolve: (data) => [...(data as number[]), to],
});
const path = (version: number, steps: readonly EvolutionStep[], stored = 1) =>
  evolve({ name: 'backup config', version, steps }, { version: stored, data: [stored] });

describe('evolution of stored data', () => {
  it.each([
    ['one step after the other', 3, [step(1, 2), step(2, 3)], [1, 2, 3]],
    ['the largest leap first', 4, [step(1, 2), step(1, 3), step(2, 4), step(3, 4)], [1, 3, 4]],
    ['steps past the current version are ignored', 2, [step(1, 2), step(1, 3), step(2, 3)], [1, 2]],
    ['steps back are ignored', 2, [step(1, 2), step(2, 1), step(1, 1)], [1, 2]],
    ['current data is left alone', 1, [step(1, 2)], [1]],
  ])('%s', (_name, version, steps, expected) => {
    expect(path(version, steps)).toEqual(expected);
  });

  it('takes 1 and the next version where a step names none', () => {
    expect(path(2, [{ evolve: () => 'next' }])).toBe('next');
  });

  it('tells type, version and steps at a dead end, even where smaller leaps would lead on', () => {
    const steps = [step(1, 2), step(1, 3), step(2, 4)];
    expect(() => path(4, steps)).toThrow(
      'backup config: no step leads from version 3 (stored version 1) to 4; there are steps 1→2, 1→3, 2→4',
    );
    expect(() => path(2, [])).toThrow('no step leads from version 1 to 2; there are no steps');
  });

  it('refuses data newer than the code and does not touch it', () => {
    const data = Object.freeze([3]);
    const read = () => evolve({ name: 'plugin data', version: 2, steps: [] }, { version: 3, data });
    expect(read).toThrow(EvolutionError);
    expect(read).toThrow('plugin data: stored version 3 is newer than 2');
  });
});

const versions = fc.integer({ min: 1, max: 8 });
const graphs = fc.array(fc.tuple(versions, versions), { maxLength: 20 });

it('over any graph of versions, each leap is the largest and the way only goes up', () => {
  fc.assert(
    fc.property(graphs, versions, versions, (edges, from, target) => {
      const steps = edges.map(([one, other]) => step(one, other));
      const leap = (at: number) =>
        Math.max(...edges.filter(([one, to]) => one === at && to > at && to <= target).map(([, to]) => to));
      const expected = [from];
      for (let at = from; at < target; at = leap(at)) {
        if (leap(at) === Number.NEGATIVE_INFINITY) {
          expect(() => path(target, steps, from)).toThrow(EvolutionError);
          return;
        }
        expected.push(leap(at));
      }
      if (from > target) expect(() => path(target, steps, from)).toThrow(EvolutionError);
      else expect(path(target, steps, from)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});
