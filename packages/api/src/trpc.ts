import type { CoreContext } from '@borgcube/core/core-context';
import { type Role, roleIncludes } from '@borgcube/domain/actor/actor';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import { unstorableTexts } from '@borgcube/domain/form/unstorable-text';
import { initTRPC } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { ApiContext } from './api-context.ts';
import { errorData, errorMessage, toTrpcError, unreadableInput } from './error-map.ts';

/** Told by each procedure so that outside tests and documents can read who may call it. */
export interface ProcedureMeta {
  readonly role: Role | 'anyone';
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: {
      // A stream is reopened (and its session looked at again) this often; tracked events go on where they stopped.
      maxDurationMs: 5 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter: ({ shape, error: thrown, ctx }) => {
      // What a stream throws once it is open comes here past the middleware.
      const error = toTrpcError(thrown);
      return {
        message: errorMessage(error, ctx?.requestId),
        code: TRPC_ERROR_CODES_BY_KEY[error.code],
        data: {
          code: error.code,
          httpStatus: getHTTPStatusCodeFromError(error),
          ...(shape.data.path !== undefined && { path: shape.data.path }),
          ...errorData(error, ctx?.requestId),
        },
      };
    },
  });

const explainErrors = t.middleware(async ({ next, getRawInput }) => {
  const result = await next();
  if (result.ok) return result;
  if (result.error.code === 'INTERNAL_SERVER_ERROR' && result.error.cause instanceof SyntaxError) {
    await getRawInput().catch((cause) => {
      throw unreadableInput(cause);
    });
  }
  throw toTrpcError(result.error);
});

/** Before any field is looked at, so that no procedure hands such a text to the database. */
const refuseUnstorable = t.middleware(async ({ next, getRawInput }) => {
  const found = unstorableTexts(await getRawInput());
  if (found) throw invalidFields(found);
  return next();
});

const baseProcedure = t.procedure.use(explainErrors);

function procedureFor(role: Role) {
  const allowed = baseProcedure.meta({ role }).use(({ ctx, next }) => {
    const { actor } = ctx.core;
    if (!actor) throw new DomainError('UNAUTHORIZED', 'sign-in-needed', 'Sign in, or send a bearer token.');
    if (!roleIncludes(actor.role, role)) {
      throw new DomainError(
        'FORBIDDEN',
        'role-needed',
        `This needs the role ${role}; you are ${actor.role}.`,
      );
    }
    const core: CoreContext = { ...ctx.core, actor };
    return next({ ctx: { ...ctx, core } });
  });
  return allowed.use(refuseUnstorable);
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For nobody in particular: `ctx.core.actor` may be null. */
export const publicProcedure = baseProcedure.meta({ role: 'anyone' }).use(refuseUnstorable);
/** Reads records, logs and figures. */
export const viewerProcedure = procedureFor('viewer');
/** Also runs, cancels, and sees and downloads archive contents. */
export const operatorProcedure = procedureFor('operator');
/** Also configures, deletes and exports keys. */
export const adminProcedure = procedureFor('admin');
