import { invalidFields } from '@borgcube/domain/error/domain-error';
import { RE2JS, RE2JSSyntaxException } from 're2js';

export type Matches = (text: string) => boolean;

/**
 * A person's pattern: fits whole texts, case-insensitive, and takes time linear in the text whatever it says. Throws
 * `invalid-fields` under the field where it is no pattern.
 */
export function linearPattern(pattern: string, field: string): Matches {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return (text) => compiled.matches(text);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw invalidFields({ [field]: [`This is no pattern: ${error.message}.`] });
  }
}
