export const DOMAIN_ERROR_CODES = [
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'PRECONDITION_FAILED',
  'TOO_MANY_REQUESTS',
] as const;
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Messages by field path (`connection.remote`); messages about the whole form stand under `''`. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

interface DomainErrorOptions {
  readonly fieldErrors?: FieldErrors | undefined;
  /** What a program may need of the refusal: further fields of the contract's `data`. */
  readonly details?: Readonly<Record<string, string | number>> | undefined;
  readonly cause?: unknown;
}

/** An expected, explained refusal; `kind` is the contract's `data.kind`, `message` may be shown to the person. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly kind: string;
  readonly fieldErrors: FieldErrors | undefined;
  readonly details: Readonly<Record<string, string | number>> | undefined;

  constructor(code: DomainErrorCode, kind: string, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.kind = kind;
    this.fieldErrors = options.fieldErrors;
    this.details = options.details;
  }
}

/** A refusal by this program or by a plugin, which may be made with a copy of this class of its own. */
export function asDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (!(error instanceof Error) || error.name !== 'DomainError') return null;
  const kind: unknown = Reflect.get(error, 'kind');
  if (typeof kind !== 'string') return null;
  const known = DOMAIN_ERROR_CODES.find((one) => one === Reflect.get(error, 'code')) ?? 'BAD_REQUEST';
  const fieldErrors = readFieldErrors(Reflect.get(error, 'fieldErrors'));
  return new DomainError(known, kind, error.message, { fieldErrors, cause: error });
}

function readFieldErrors(value: unknown): FieldErrors | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).map(([path, messages]) => [path, [messages].flat().map(String)]);
  return Object.fromEntries(entries);
}

export function notFound(noun: string, id: string | number): DomainError {
  return new DomainError('NOT_FOUND', 'not-found', `There is no ${noun} ${id}.`);
}

/** A refusal that names fields; the first message becomes the error's own. */
export function invalidFields(fieldErrors: FieldErrors): DomainError {
  const first = Object.values(fieldErrors)[0]?.[0] ?? 'Some fields are not valid.';
  return new DomainError('BAD_REQUEST', 'invalid-fields', first, { fieldErrors });
}

export function nameTaken(noun: string, field: string, name: string): DomainError {
  const message = `There is already a ${noun} named ${name}.`;
  return new DomainError('CONFLICT', 'name-taken', message, { fieldErrors: { [field]: [message] } });
}
