import type { FieldErrors } from './check-values.ts';
import type { FieldSchema } from './field-schema.ts';

/** What every control gets; `errors` holds its own messages under '' and those of its parts below. */
export interface ControlProps {
  path: string;
  schema: FieldSchema;
  value: unknown;
  errors: FieldErrors;
  onChange: (value: unknown) => void;
}

/** The first message of the control itself. */
export function ownError(errors: FieldErrors): string | null {
  return errors['']?.[0] ?? null;
}

/** The errors at and below a path, with the path taken off. */
export function errorsBelow(errors: FieldErrors, path: string): FieldErrors {
  const below: Record<string, readonly string[]> = {};
  for (const [key, messages] of Object.entries(errors)) {
    if (key === path) below[''] = messages;
    else if (key.startsWith(`${path}.`)) below[key.slice(path.length + 1)] = messages;
  }
  return below;
}
