import { expect, it } from 'vitest';
import { deletionPlan } from './deletion-plan.ts';

const row = { clientId: 'c', repositoryId: 'r', pinned: false, vanishedAt: null };

it('leaves out what one job may not delete, and says why', () => {
  const plan = deletionPlan([
    row,
    { ...row, pinned: true },
    { ...row, repositoryId: 'other' },
    { ...row, vanishedAt: '2026-11-22T00:00:00.000Z' },
  ]);
  expect(plan.able).toEqual([row]);
  expect(plan).toMatchObject({ clientId: 'c', repositoryId: 'r' });
  expect(plan.exceptions).toEqual([
    '1 archive is gone already.',
    '1 archive is pinned and stays.',
    '1 archive is in another repository and stays.',
  ]);
});

it('knows no client where there are several', () => {
  expect(deletionPlan([row, { ...row, clientId: 'd' }]).clientId).toBeNull();
});
