import type { Job } from '@borgcube/domain/job/job';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, it } from 'vitest';

it('refuses to run again what was for a client that is deleted, and says so', async () => {
  await using house = await startHouse();
  const client = await house.makeClient();
  const repository = await house.makeRepository({ encryption: 'none' });
  const ids = { clientId: client.id, repositoryId: repository.id };
  const config = await house.makeConfig({ ...ids, paths: ['/nowhere/at/all'] });
  const job = await house.start(config.id);
  await house.untilJob(job.id, ({ state }) => state === 'failed');

  await house.mutate('backupConfigs.delete', { id: config.id });
  const again = await house.mutate<Job>('jobs.retry', { id: job.id });
  expect(again.retryOf).toBe(job.id);
  await house.untilJob(again.id, ({ state }) => state === 'failed');
  await house.mutate('clients.delete', { id: client.id });
  await expect(house.mutate('jobs.retry', { id: job.id })).rejects.toMatchObject({
    data: { code: 'PRECONDITION_FAILED', kind: 'record-deleted' },
  });
});
