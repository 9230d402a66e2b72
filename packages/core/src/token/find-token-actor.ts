import { findApiTokenByDigest, noteApiTokenUse } from '@borgcube/db/api-token-store';
import { type Actor, Role } from '@borgcube/domain/actor/actor';
import type { PeopleContext } from '../user/people-context.ts';
import { API_TOKEN_PREFIX, tokenDigest } from './token-digest.ts';

const NOTE_EVERY_MS = 60_000;

/** Whom a bearer token stands for; null when there is no such token or its time is over. */
export async function findTokenActor(
  { db, clock }: Pick<PeopleContext, 'db' | 'clock'>,
  token: string,
): Promise<Actor | null> {
  if (!token.startsWith(API_TOKEN_PREFIX)) return null;
  const found = await findApiTokenByDigest(db, tokenDigest(token));
  const now = clock();
  if (!found || (found.expiresAt !== null && found.expiresAt <= now)) return null;
  const noted = new Date(now.getTime() - NOTE_EVERY_MS);
  if (found.lastUsedAt === null || found.lastUsedAt < noted) {
    await noteApiTokenUse(db, found.id, { at: now, unlessAfter: noted });
  }
  return { type: 'token', id: found.id, name: found.name, role: Role.parse(found.role) };
}
