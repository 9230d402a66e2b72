import { insertApiToken } from '@borgcube/db/api-token-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { NewApiToken, TokenCreate } from '@borgcube/domain/user/api-token';
import { parseTokenExpiry } from '@borgcube/domain/user/token-expiry';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { PeopleContext } from '../user/people-context.ts';
import { apiTokenView } from './api-token-view.ts';
import { API_TOKEN_PREFIX, newToken, tokenDigest } from './token-digest.ts';

/** The answer is the only place where the token itself is ever told. */
export async function createToken(ctx: PeopleContext, input: TokenCreate): Promise<NewApiToken> {
  requireRole(ctx, 'admin');
  const createdAt = ctx.clock();
  const expiresAt = input.expires === undefined ? null : parseTokenExpiry(input.expires, createdAt);
  const token = newToken(API_TOKEN_PREFIX);
  const { name, role } = input;
  const stored = await inTransaction(ctx.db, async (tx) => {
    const createdBy = `${ctx.actor.type}:${ctx.actor.id}`;
    const row = { name, role, digest: tokenDigest(token), expiresAt, createdBy, createdAt };
    const inserted = await insertApiToken(tx, row);
    await writeAudit(tx, ctx, {
      what: `Added token ${name} as ${role}`,
      noun: 'token',
      recordId: inserted.id,
    });
    return inserted;
  });
  return { ...apiTokenView(stored), token };
}
