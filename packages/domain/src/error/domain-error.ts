export type DomainErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'PRECONDITION_FAILED'
  | 'TOO_MANY_REQUESTS';

/** Messages by field path (`connection.remote`); messages about the whole form stand under `''`. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

interface DomainErrorOptions {
  readonly fieldErrors?: FieldErrors;
  readonly cause?: unknown;
}

/** An expected, explained refusal; `kind` is the contract's `data.kind`, `message` may be shown to the person. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly kind: string;
  readonly fieldErrors: FieldErrors | undefined;

  constructor(code: DomainErrorCode, kind: string, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.kind = kind;
    this.fieldErrors = options.fieldErrors;
  }
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
