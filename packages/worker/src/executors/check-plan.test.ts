import type { CheckConfigData } from '@borgcube/domain/check-config/check-config';
import { describe, expect, it } from 'vitest';
import { archiveSteps, repositoryStep } from './check-plan.ts';

const config: CheckConfigData = {
  repositoryId: 'r',
  label: 'weekly',
  checkRepository: true,
  checkArchives: true,
  verifyData: false,
  checkOnlyNewArchives: true,
  maxDuration: null,
};
const listed = ['a', 'b', 'c', 'd'].map((name) => ({ id: `id ${name}`, name }));
const steps = (change: Partial<CheckConfigData>, ...checked: readonly string[]) =>
  archiveSteps({ ...config, ...change }, listed, new Set(checked.map((name) => `id ${name}`)));

describe('the steps of a check', () => {
  it('pass over what was not asked for', () => {
    expect(repositoryStep({ ...config, checkRepository: false })).toBeNull();
    expect(repositoryStep({ ...config, maxDuration: 60_000 })).toEqual({
      part: 'repository',
      maxDuration: 60_000,
    });
    expect(steps({ checkArchives: false })).toEqual([]);
  });

  const verifyData = false;
  it.each([
    ['all in one run', [], [{ part: 'archives', verifyData }]],
    ['the newest in one run', ['a', 'b'], [{ part: 'archives', verifyData, only: { last: 2 } }]],
    [
      'those between one by one',
      ['b', 'd'],
      [
        { part: 'archives', verifyData, only: { archive: 'a' } },
        { part: 'archives', verifyData, only: { archive: 'c' } },
      ],
    ],
    ['none where none is new', ['a', 'b', 'c', 'd'], []],
  ])('look at new archives: %s', (_, checked, expected) => expect(steps({}, ...checked)).toEqual(expected));

  it('look at all archives where old ones count too', () => {
    expect(steps({ checkOnlyNewArchives: false }, 'a', 'b')).toEqual([{ part: 'archives', verifyData }]);
  });

  it('verify the data once, also where no archive is new', () => {
    expect(
      steps({ verifyData: true }, 'b', 'd').map((step) => step.part === 'archives' && step.verifyData),
    ).toEqual([true, false]);
    expect(steps({ verifyData: true }, 'a', 'b', 'c', 'd')).toEqual([
      { part: 'archives', verifyData: true, only: { last: 1 } },
    ]);
  });
});
