import { findProcessesOfHost } from '@borgcube/db/job-process-store';
import type { Transaction } from '@borgcube/db/open-database';
import { listRepositoryClaims } from '@borgcube/db/repository-claim-store';
import * as store from '@borgcube/db/repository-store';
import { type LockProof, proveHolder, type RepositoryLockView } from '@borgcube/domain/repository/lock-proof';
import { requireRole } from '../actor/require-role.ts';
import type { RepositoryLock } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';

type Holder = RepositoryLock['holders'][number];

/** Who holds the repository, by Borg's lock and by our own claims, with what is proven of each. No secret is opened for it. */
export async function readRepositoryLock(ctx: CoreContext, id: string): Promise<RepositoryLockView> {
  requireRole(ctx, 'viewer');
  const { url, remoteBorg } = await store.getRepository(ctx.db, id);
  const lock = await ctx.borg.readLock({ id, url, remoteBorg, passphrase: null, keyFile: null, ssh: null });
  const claims = await listRepositoryClaims(ctx.db, id);
  const proofs = await proveHolders(ctx.db, lock?.holders ?? []);
  return {
    readable: lock !== null,
    holders: proofs.map(({ holder, ...proof }) => ({
      host: holder.host,
      pid: holder.pid,
      exclusive: holder.exclusive,
      ...proof,
    })),
    claims: claims.map(({ jobId, access, job }) => ({
      jobId,
      kind: job.kind,
      access,
      since: job.timestampStart?.toISOString() ?? null,
    })),
  };
}

export async function proveHolders(
  db: Transaction,
  holders: readonly Holder[],
): Promise<Array<LockProof & { readonly holder: Holder }>> {
  const proofs = [];
  for (const holder of holders) {
    const [, bootId = '', pidNamespace = ''] = holder.host.split('_');
    const processes = await findProcessesOfHost(db, { bootId, pidNamespace, pid: holder.pid });
    proofs.push({ holder, ...proveHolder(holder, processes) });
  }
  return proofs;
}
