import { failureError } from '@borgcube/domain/failure/failure-error';

/** `expected` '' takes any repository; else it must be exactly that one. */
export function requireBorgId(expected: string, found: string): void {
  if (expected === '' || expected === found) return;
  throw failureError({
    kind: 'repository-id-mismatch',
    message: `Expected the repository ${expected}, but this place holds ${found}.`,
    expected,
    found,
  });
}
