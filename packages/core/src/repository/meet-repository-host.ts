import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { HostKey } from '@borgcube/domain/connection/connection';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { isSameFingerprint } from '../connection/host-key.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';

/** Whose key is asked for; a repository on this server has none. */
type Place = Pick<store.StoredRepository, 'url' | 'hostKeyFingerprint'>;

/** The key that the machine of a repository shows now; null where it does not answer, or lies on this server. */
export async function scanRepositoryHost(
  { borg }: Pick<CoreContext, 'borg'>,
  url: string,
): Promise<HostKey | null> {
  const location = parseRepositoryUrl(url);
  if (location?.type !== 'ssh') return null;
  return borg.scanHostKey({
    remote: location.user === null ? location.host : `${location.user}@${location.host}`,
    port: location.port,
    rsh: 'ssh',
    rshOptions: null,
    remoteBorg: 'borg',
    remoteCacheDir: null,
    privateKey: null,
    identityFile: null,
    hostKeyLine: null,
  });
}

/**
 * The repository as Borg may be sent to it: with an accepted host key. At the first contact exactly the expected key is
 * accepted; the one that is seen is kept for `acceptHostKey`. Throws `repository-host-key-unknown`, `repository-host-key-mismatch`
 * and `repository-connection-failed`.
 */
export async function meetRepositoryHost(
  ctx: CoreContext,
  repository: store.StoredRepository,
): Promise<store.StoredRepository> {
  if (repository.hostKeyLine !== null || parseRepositoryUrl(repository.url)?.type !== 'ssh')
    return repository;
  const seen = await scanRepositoryHost(ctx, repository.url);
  if (seen) await store.storeSeenHostKey(ctx.db, repository.id, seen.line);
  return acceptExpectedHost(ctx, repository, requireExpectedHost(repository, seen));
}

/** Accepts the key that was expected by name, at the first contact. */
export async function acceptExpectedHost(
  ctx: CoreContext,
  repository: store.StoredRepository,
  { line }: HostKey,
): Promise<store.StoredRepository> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock();
    await store.pinHostKey(tx, repository.id, { hostKeyLine: line, hostKeyAcceptedAt: now });
    await recordChange(tx, ctx, {
      what: `Accepted the expected host key of repository ${repository.name} at the first contact`,
      noun: 'repository',
      recordId: repository.id,
      changes: { hostKey: { from: null, to: line } },
    });
    return store.getRepository(tx, repository.id);
  });
}

/** The key that is shown, if it is the one that was expected by name. */
export function requireExpectedHost({ url, hostKeyFingerprint }: Place, seen: HostKey | null): HostKey {
  const location = parseRepositoryUrl(url);
  const host = location?.type === 'ssh' ? location.host : url;
  if (seen === null) {
    throw failureError({ kind: 'repository-connection-failed', message: `${host} does not answer.`, host });
  }
  const shown = { found: seen.fingerprint, host };
  if (hostKeyFingerprint === null) {
    const message = `${host} shows the host key ${seen.type} ${seen.fingerprint}, which nobody has accepted yet.`;
    throw failureError({ kind: 'repository-host-key-unknown', message, ...shown });
  }
  if (!isSameFingerprint(seen.fingerprint, hostKeyFingerprint)) {
    const message = `Expected the host key ${hostKeyFingerprint}, but ${host} shows ${seen.fingerprint}.`;
    throw failureError({
      kind: 'repository-host-key-mismatch',
      message,
      expected: hostKeyFingerprint,
      ...shown,
    });
  }
  return seen;
}
