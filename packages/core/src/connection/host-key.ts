import { createHash } from 'node:crypto';
import type { HostKey } from '@borgcube/domain/connection/connection';

/** What a key line (`type base64`) is called: its fingerprint as `ssh-keygen -l` prints it. */
export function hostKeyOfLine(line: string): HostKey {
  const [type = '', base64 = ''] = line.trim().split(/\s+/);
  return { type, fingerprint: fingerprintOf(Buffer.from(base64, 'base64')), line: `${type} ${base64}` };
}

/** SHA256 of a public key blob, without padding. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** People copy fingerprints with and without the padding. */
export function isSameFingerprint(one: string, other: string): boolean {
  return one.replace(/=+$/, '') === other.replace(/=+$/, '');
}
