import type { Transaction } from '@borgcube/db/open-database';
import { findSetting, putSetting } from '@borgcube/db/setting-store';
import { hasUsers } from '@borgcube/db/user-store';
import { z } from 'zod';
import { newToken, tokenDigest } from '../token/token-digest.ts';
import type { PeopleContext } from '../user/people-context.ts';

export const SETUP_LINK_KEY = 'setup-link';
const VALID_MS = 24 * 3_600_000;

const StoredLink = z.object({ digest: z.string(), expiresAt: z.iso.datetime() });
export type StoredLink = z.infer<typeof StoredLink>;

type SetupContext = Pick<PeopleContext, 'db' | 'clock'>;

export async function isSetupNeeded({ db }: Pick<PeopleContext, 'db'>): Promise<boolean> {
  return !(await hasUsers(db));
}

/** The token of a new one-time link, valid for a day; the one before ends. Null when there is a user already. */
export async function offerSetup(ctx: SetupContext): Promise<string | null> {
  if (!(await isSetupNeeded(ctx))) return null;
  const token = newToken('');
  const expiresAt = new Date(ctx.clock().getTime() + VALID_MS).toISOString();
  const link: StoredLink = { digest: tokenDigest(token), expiresAt };
  await putSetting(ctx.db, SETUP_LINK_KEY, JSON.stringify(link));
  return token;
}

/** The stored link as text, if this token opens it. */
export async function findSetupLink(
  { db, clock }: { readonly db: Transaction; readonly clock: () => Date },
  token: string,
): Promise<string | null> {
  const stored = await findSetting(db, SETUP_LINK_KEY);
  if (stored === null) return null;
  const link = StoredLink.parse(JSON.parse(stored));
  const isValid = link.digest === tokenDigest(token) && new Date(link.expiresAt) > clock();
  return isValid ? stored : null;
}
