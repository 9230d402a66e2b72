import { inTransaction } from '@borgcube/db/transaction';
import { DomainError, type FieldErrors, invalidFields } from '@borgcube/domain/error/domain-error';
import { fieldErrorsOf } from '@borgcube/domain/form/field-errors';
import type { JobRun, JobStarted } from '@borgcube/domain/job/job';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { requestRunnable } from '../kind/runnable-action.ts';
import { checkReferences } from '../schedule/check-references.ts';
import { createJobIn } from './create-job.ts';
import { unknownKind } from './frozen-config.ts';

/** Starts a job of a kind that needs no record of its own. What is wrong in its form stands under `config.<field>`. */
export async function runKind(ctx: CoreContext, input: JobRun): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  const kind = ctx.kinds.jobKinds.get(input.kind);
  if (!kind) throw unknownKind(input.kind);
  if (kind.runnable !== true) {
    const message = `Jobs of kind ${kind.name} are started through their own records.`;
    throw new DomainError('PRECONDITION_FAILED', 'kind-not-runnable', message);
  }
  const parsed = kind.config.schema.safeParse(input.config);
  if (!parsed.success) throw invalidFields(belowConfig(fieldErrorsOf(parsed.error)));
  return inTransaction(ctx.db, async (tx) => {
    const missing = await checkReferences(tx, kind.config.schema, parsed.data);
    if (Object.keys(missing).length > 0) throw invalidFields(belowConfig(missing));
    return createJobIn(tx, ctx, await requestRunnable(kind, input.config, tx).catch(refuseBelowConfig));
  });
}

function refuseBelowConfig(error: unknown): never {
  if (!(error instanceof DomainError) || error.fieldErrors === undefined) throw error;
  throw invalidFields(belowConfig(error.fieldErrors));
}

function belowConfig(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, messages]) => [path === '' ? 'config' : `config.${path}`, messages]),
  );
}
