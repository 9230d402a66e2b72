import { DomainError, type FieldErrors } from '@borgcube/domain/error/domain-error';
import { fieldErrorsOf } from '@borgcube/domain/form/field-errors';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** What the contract adds to tRPC's `data`. */
export interface ErrorData {
  readonly kind?: string;
  readonly fieldErrors?: FieldErrors;
  readonly requestId?: string;
  /** Details of the kind: `jobId` of `repository-busy`. */
  readonly [detail: string]: unknown;
}

const INVALID_INPUT = 'Some fields are not valid.';

/** The error that leaves the server; what nobody foresaw keeps its words for the log. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof DomainError) {
    return new TRPCError({ code: cause.code, message: cause.message, cause });
  }
  return error;
}

/** A broken body or `?input=` is the caller's mistake, not the server's. */
export function unreadableInput(cause: unknown): TRPCError {
  return new TRPCError({ code: 'BAD_REQUEST', message: 'The input is not valid JSON.', cause });
}

export function errorData(error: TRPCError, requestId: string | undefined): ErrorData {
  const { cause } = error;
  if (cause instanceof DomainError) {
    const { kind, fieldErrors, details } = cause;
    return { ...details, kind, ...(fieldErrors && { fieldErrors }) };
  }
  if (error.code === 'BAD_REQUEST') {
    return {
      kind: 'invalid-fields',
      fieldErrors: cause instanceof ZodError ? fieldErrorsOf(cause) : { '': [error.message] },
    };
  }
  if (error.code === 'INTERNAL_SERVER_ERROR' && requestId !== undefined) return { requestId };
  return {};
}

export function errorMessage(error: TRPCError, requestId: string | undefined): string {
  const { cause } = error;
  if (cause instanceof DomainError) return cause.message;
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError)
    return cause.issues[0]?.message ?? INVALID_INPUT;
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error.message;
  return `Something went wrong on the server. Its log tells more under request ${requestId ?? 'unknown'}.`;
}
