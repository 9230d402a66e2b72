import { DomainError } from '@borgcube/domain/error/domain-error';
import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { errorData } from './error-map.ts';

it('tells a program what it needs of a refusal, beside its kind', () => {
  const busy = new DomainError('PRECONDITION_FAILED', 'repository-busy', 'Job 7 works.', {
    details: { jobId: 7 },
  });
  const told = errorData(new TRPCError({ code: busy.code, cause: busy }), 'r1');
  expect(told).toEqual({ kind: 'repository-busy', jobId: 7 });
});
