import { createHash, randomBytes } from 'node:crypto';

/** Lets people and secret scanners see what it is. */
export const API_TOKEN_PREFIX = 'bct_';

/** 256 random bits; long enough that its plain digest can be stored. */
export function newToken(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
