import { deletePolicy } from '@borgcube/core/retention-policy/delete-policy';
import { getPolicy, listPolicies } from '@borgcube/core/retention-policy/list-policies';
import { createPolicy, updatePolicy } from '@borgcube/core/retention-policy/save-policy';
import { simulateRetention } from '@borgcube/core/retention-policy/simulate-retention';
import { ById, NamedList, pageOf } from '@borgcube/domain/form/page';
import {
  RetentionPolicy,
  RetentionPolicyCreate,
  RetentionPolicyUpdate,
  RetentionSimulate,
  SimulatedArchive,
} from '@borgcube/domain/retention/retention-policy';
import { z } from 'zod';
import { adminProcedure, router, viewerProcedure } from './trpc.ts';

export const retentionPolicyRouter = router({
  list: viewerProcedure
    .input(NamedList)
    .output(pageOf(RetentionPolicy))
    .query(({ ctx, input }) => listPolicies(ctx.core, input)),
  get: viewerProcedure
    .input(ById)
    .output(RetentionPolicy)
    .query(({ ctx, input }) => getPolicy(ctx.core, input.id)),

  create: adminProcedure
    .input(RetentionPolicyCreate)
    .output(RetentionPolicy)
    .mutation(({ ctx, input }) => createPolicy(ctx.core, input, ctx.server.timeZone)),
  update: adminProcedure
    .input(RetentionPolicyUpdate)
    .output(RetentionPolicy)
    .mutation(({ ctx, input }) => updatePolicy(ctx.core, input)),
  delete: adminProcedure
    .input(ById)
    .output(ById)
    .mutation(async ({ ctx, input }) => {
      await deletePolicy(ctx.core, input.id);
      return input;
    }),

  simulate: viewerProcedure
    .input(RetentionSimulate)
    .output(z.array(SimulatedArchive))
    .mutation(({ ctx, input }) => simulateRetention(ctx.core, input, ctx.server.timeZone)),
});
