import { findRepository } from '@borgcube/db/repository-store';
import type { ConnectionCheck } from '@borgcube/domain/connection/connection';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import type { RepositoryTest, RepositoryVerdict } from '@borgcube/domain/repository/repository';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { requireRole } from '../actor/require-role.ts';
import type { RepositoryFacts, RepositoryTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoryTarget } from './repository-target.ts';
import { requireBorgId } from './require-borg-id.ts';
import { requireRepositoryReadable } from './require-repository-free.ts';

/** Tries a place and its secrets; each thing that can be wrong has its own verdict. Changes nothing. */
export async function testRepository(ctx: CoreContext, input: RepositoryTest): Promise<RepositoryVerdict> {
  requireRole(ctx, 'admin');
  const stored = input.id === undefined ? null : await findRepository(ctx.db, input.id);
  if (input.id !== undefined && !stored) throw notFound('repository', input.id);
  const url = input.url ?? stored?.url;
  if (url === undefined) throw invalidFields({ url: ['Where does the repository lie?'] });
  if (stored) await requireRepositoryReadable(ctx.db, stored.id);

  const checks: ConnectionCheck[] = [];
  const facts = await tryOpen(ctx, checks, input.borgId || (stored?.borgId ?? ''), () =>
    repositoryTarget(
      ctx,
      {
        id: stored?.id ?? 'test',
        url,
        remoteBorg: input.remoteBorg ?? stored?.remoteBorg ?? 'borg',
        encryption: input.encryption ?? stored?.encryption ?? null,
      },
      {
        passphrase: input.passphrase === undefined ? null : new SecretText(input.passphrase),
        key: input.key === undefined ? null : new SecretText(input.key),
      },
    ),
  );
  return {
    ok: checks.every((check) => check.ok),
    checks,
    hostKey: null,
    borgId: facts?.borgId ?? null,
    encryption: facts?.encryption ?? null,
  };
}

async function tryOpen(
  ctx: CoreContext,
  checks: ConnectionCheck[],
  expectedBorgId: string,
  makeTarget: () => Promise<RepositoryTarget>,
): Promise<RepositoryFacts | null> {
  try {
    const target = await makeTarget();
    const found = await ctx.borg.readBorgId(target);
    if (found === null) {
      checks.push({ name: 'repository', ok: false, detail: `There is no Borg repository at ${target.url}.` });
      return null;
    }
    requireBorgId(expectedBorgId, found);
    checks.push({ name: 'repository', ok: true, detail: `Borg repository ${found}` });
    const facts = await ctx.borg.connect(target);
    checks.push({ name: 'passphrase', ok: true, detail: `Opened (${facts.encryption})` });
    return facts;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const name = checks.length === 0 ? 'repository' : 'passphrase';
    checks.push({ name, ok: false, detail: error.message });
    return null;
  }
}
