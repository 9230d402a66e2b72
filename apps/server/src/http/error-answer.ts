import { DomainError } from '@borgcube/domain/error/domain-error';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

type Code = keyof typeof TRPC_ERROR_CODES_BY_KEY;

const STATUS: Partial<Record<Code, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

export interface Refusal {
  readonly code: Code;
  readonly message: string;
  readonly kind?: string;
  readonly requestId?: string;
  readonly fieldErrors?: DomainError['fieldErrors'];
  readonly details?: DomainError['details'];
}

/** Every refusal outside tRPC has tRPC's shape as well. */
export function refuse(reply: FastifyReply, { code, message, ...more }: Refusal): FastifyReply {
  const httpStatus = STATUS[code] ?? 400;
  const { kind, requestId, fieldErrors, details } = more;
  const data = {
    ...details,
    code,
    httpStatus,
    ...(kind !== undefined && { kind }),
    ...(fieldErrors !== undefined && { fieldErrors }),
    ...(requestId !== undefined && { requestId }),
  };
  return reply
    .code(httpStatus)
    .type('application/json')
    .send({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data } });
}

/** For what was thrown in a route: a refusal keeps its words, everything else is logged and keeps none. */
export function refuseError(error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof DomainError) {
    const { code, kind, message, fieldErrors, details } = error;
    return refuse(reply, { code, kind, message, fieldErrors, details });
  }
  const status = error.statusCode ?? 500;
  const code = codeOf(status);
  if (code !== 'INTERNAL_SERVER_ERROR') return refuse(reply, { code, message: error.message });
  request.log.error({ err: error }, 'a request failed');
  const message = `Something went wrong on the server. Its log tells more under request ${request.id}.`;
  return refuse(reply, { code, message, requestId: request.id });
}

function codeOf(status: number): Code {
  const known = Object.entries(STATUS).find(([, value]) => value === status)?.[0];
  if (known !== undefined) return known as Code; // a key of STATUS
  return status >= 400 && status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
}
