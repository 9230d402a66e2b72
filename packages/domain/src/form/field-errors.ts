import type { z } from 'zod';
import type { FieldErrors } from '../error/domain-error.ts';

/** Messages by dotted field path; an unknown field is named by its own path, what concerns the whole form by `''`. */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const found = new Map<string, string[]>(); // a caller may name a field `__proto__`
  const add = (path: readonly PropertyKey[], message: string) => {
    const key = path.map(String).join('.');
    const messages = found.get(key) ?? [];
    if (!messages.includes(message)) messages.push(message);
    found.set(key, messages);
  };
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') add(issue.path, issue.message);
    else for (const key of issue.keys) add([...issue.path, key], 'There is no such field.');
  }
  return Object.fromEntries(found);
}
