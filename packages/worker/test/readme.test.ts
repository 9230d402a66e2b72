import { BACKUP_STATES, STABLE_STATES } from '@borgcube/domain/job/job-state';
import { expect, it } from 'vitest';
import { drawnArrows } from './drawn-arrows.ts';

const arrows = drawnArrows();

it('draws exactly the states that a backup has', () => {
  const drawn = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  expect([...drawn].sort()).toEqual([...STABLE_STATES, ...BACKUP_STATES.map(({ name }) => name)].sort());
});

it('draws the five states of a good backup in their order', () => {
  const way = ['job_created', ...BACKUP_STATES.map(({ name }) => name), 'done'];
  way.slice(1).forEach((to, index) => {
    expect(arrows).toContainEqual({ from: way[index], to });
  });
});

it('draws no way out of a final state', () => {
  expect(arrows.filter(({ from }) => ['done', 'failed', 'cancelled'].includes(from ?? ''))).toEqual([]);
});
