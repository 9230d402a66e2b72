import { invalidFields } from '@borgcube/domain/error/domain-error';
import { RE2JS, RE2JSException } from 're2js';

/** Whether a name as a whole is meant. */
export type NamePattern = (name: string) => boolean;

/** A person's pattern: anchored, without case, on an engine that needs linear time. Throws what is wrong with the field. */
export function compileNamePattern(pattern: string, field: string): NamePattern {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return (name) => compiled.matches(name);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalidFields({ [field]: [`This pattern cannot be read: ${error.message}.`] });
  }
}
