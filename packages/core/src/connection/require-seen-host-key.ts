import type { HostKey } from '@borgcube/domain/connection/connection';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { hostKeyOfLine, isSameFingerprint } from './host-key.ts';

/** The key that the last test saw, if its fingerprint is the one that the person compared. */
export function requireSeenHostKey(seenLine: string | null, fingerprint: string): HostKey {
  if (seenLine === null) {
    throw new DomainError(
      'PRECONDITION_FAILED',
      'host-key-not-seen',
      'No host key was seen yet. Test the connection first.',
    );
  }
  const seen = hostKeyOfLine(seenLine);
  if (isSameFingerprint(seen.fingerprint, fingerprint)) return seen;
  throw new DomainError(
    'PRECONDITION_FAILED',
    'host-key-differs',
    `The last test saw ${seen.fingerprint}, not ${fingerprint}. Nothing was accepted.`,
  );
}
