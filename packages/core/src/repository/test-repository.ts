import { findRepository, type StoredRepository, storeSeenHostKey } from '@borgcube/db/repository-store';
import type { ConnectionCheck, HostKey } from '@borgcube/domain/connection/connection';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import type { RepositoryTest, RepositoryVerdict } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { requireRole } from '../actor/require-role.ts';
import type { RepositoryFacts, RepositoryTarget } from '../borg-hand.ts';
import { isSameFingerprint } from '../connection/host-key.ts';
import type { CoreContext } from '../core-context.ts';
import { acceptExpectedHost, scanRepositoryHost } from './meet-repository-host.ts';
import { repositoryTarget } from './repository-target.ts';
import { requireBorgId } from './require-borg-id.ts';
import { requireRepositoryFree } from './require-repository-free.ts';

/** Tries a place and its secrets; each thing that can be wrong has its own verdict. Changes nothing but what is known of the host's key. */
export async function testRepository(ctx: CoreContext, input: RepositoryTest): Promise<RepositoryVerdict> {
  requireRole(ctx, 'admin');
  const stored = input.id === undefined ? null : await findRepository(ctx.db, input.id);
  if (input.id !== undefined && !stored) throw notFound('repository', input.id);
  const url = input.url ?? stored?.url;
  if (url === undefined) throw invalidFields({ url: ['Where does the repository lie?'] });
  if (stored) await requireRepositoryFree(ctx.db, stored.id);

  const host = await testHost(ctx, url, { input, stored });
  const checks = [...host.checks];
  const mayGoOn = checks.every((check) => check.ok);
  const facts = !mayGoOn
    ? null
    : await tryOpen(ctx, checks, input.borgId || (stored?.borgId ?? ''), () =>
        repositoryTarget(
          ctx,
          {
            id: stored?.id ?? 'test',
            url,
            remoteBorg: input.remoteBorg ?? stored?.remoteBorg ?? 'borg',
            encryption: input.encryption ?? stored?.encryption ?? null,
            sshKeyId: input.sshKeyId ?? stored?.sshKeyId ?? null,
            hostKeyLine: host.key?.line ?? null,
          },
          {
            passphrase: input.passphrase === undefined ? null : new SecretText(input.passphrase),
            key: input.key === undefined ? null : new SecretText(input.key),
          },
        ),
      );
  const { key } = host;
  return {
    ok: checks.every((check) => check.ok),
    checks,
    hostKey: key && { type: key.type, fingerprint: key.fingerprint, accepted: mayGoOn },
    borgId: facts?.borgId ?? null,
    encryption: facts?.encryption ?? null,
  };
}

interface TestedHost {
  readonly checks: readonly ConnectionCheck[];
  readonly key: HostKey | null;
}

/** What a stored record's place shows is kept, so that it can be accepted; the expected key is accepted at once. */
async function testHost(
  ctx: CoreContext,
  url: string,
  { input, stored }: { readonly input: RepositoryTest; readonly stored: StoredRepository | null },
): Promise<TestedHost> {
  if (parseRepositoryUrl(url)?.type !== 'ssh') return { checks: [], key: null };
  const key = await scanRepositoryHost(ctx, url);
  if (!key) return { checks: [{ name: 'reachable', ok: false, detail: `${url} does not answer.` }], key };
  const isStoredPlace = stored !== null && stored.url === url;
  const accepted = isStoredPlace ? stored.hostKeyLine : null;
  const expected = input.hostKeyFingerprint ?? (isStoredPlace ? stored.hostKeyFingerprint : null);
  const isExpected = accepted === null && expected !== null && isSameFingerprint(key.fingerprint, expected);
  if (isStoredPlace) {
    await storeSeenHostKey(ctx.db, stored.id, key.line);
    if (isExpected) await acceptExpectedHost(ctx, stored, key);
  }
  const ok = accepted === key.line || isExpected;
  const word = ok
    ? 'is the accepted key'
    : accepted === null
      ? unmet(expected)
      : 'is not the key that was accepted';
  return {
    checks: [
      { name: 'reachable', ok: true, detail: 'It answers.' },
      { name: 'host-key', ok, detail: `${key.type} ${key.fingerprint} ${word}.` },
    ],
    key,
  };
}

function unmet(expected: string | null): string {
  return expected === null ? 'is not accepted yet' : `is not the expected key ${expected}`;
}

async function tryOpen(
  ctx: CoreContext,
  checks: ConnectionCheck[],
  expectedBorgId: string,
  makeTarget: () => Promise<RepositoryTarget>,
): Promise<RepositoryFacts | null> {
  const before = checks.length;
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
    const isSecret = checks.length > before || error.kind === 'repository-passphrase-wrong';
    checks.push({ name: isSecret ? 'passphrase' : 'repository', ok: false, detail: error.message });
    return null;
  }
}
