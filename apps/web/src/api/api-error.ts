import { TRPCClientError } from '@trpc/client';

/** What a failed call says, taken from tRPC's error shape and BorgCube's own `data` fields. */
export interface ApiError {
  message: string;
  /** tRPC's code; `NETWORK` when no answer came. */
  code: string;
  /** The domain's word for it, for example `name-taken`. */
  kind: string | null;
  fieldErrors: Record<string, string[]>;
  procedure: string | null;
  requestId: string | null;
  data: Record<string, unknown>;
}

export function readApiError(error: unknown): ApiError {
  const data: Record<string, unknown> =
    error instanceof TRPCClientError && isRecord(error.data) ? error.data : {};
  return {
    message: error instanceof Error ? error.message : String(error),
    code: textOf(data.code) ?? 'NETWORK',
    kind: textOf(data.kind),
    fieldErrors: readFieldErrors(data.fieldErrors),
    procedure: textOf(data.path),
    requestId: textOf(data.requestId),
    data,
  };
}

/** A refused or impossible request stays so; only a lost connection or a fault of the server may pass. */
export function isWorthRetrying(error: unknown): boolean {
  const { code } = readApiError(error);
  return code === 'NETWORK' || code === 'INTERNAL_SERVER_ERROR' || code === 'TIMEOUT';
}

function readFieldErrors(value: unknown): Record<string, string[]> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([path, messages]) => [
      path,
      Array.isArray(messages) ? messages.map(String) : [String(messages)],
    ]),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
