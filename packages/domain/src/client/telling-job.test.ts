import { expect, it } from 'vitest';
import { tellingJob } from './telling-job.ts';

const job = (id: number, state: string, borgWarning: string[] | null = null) => ({ id, state, borgWarning });

it('tells what asks for attention before what is newer', () => {
  const done = job(9, 'done');
  expect(tellingJob([done, job(1, 'failed'), job(5, 'client_in_progress')])?.id).toBe(1);
  expect(tellingJob([done, job(2, 'done', ['a file changed'])])?.id).toBe(2);
  expect(tellingJob([done, job(7, 'job_created'), job(4, 'client_in_progress')])?.id).toBe(4);
  expect(tellingJob([job(3, 'cancelled'), done])?.id).toBe(9);
  expect(tellingJob([])).toBeNull();
});
