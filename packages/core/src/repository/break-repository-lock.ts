import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import type { LockProof } from '@borgcube/domain/repository/lock-proof';
import type { BrokenLock, LockBreak } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { meetRepositoryHost } from './meet-repository-host.ts';
import { proveHolders } from './read-repository-lock.ts';
import { repositoryTarget } from './repository-target.ts';
import { requireRepositoryFree } from './require-repository-free.ts';

/**
 * Breaks the lock that a dead Borg left behind: proven dead, or a person answers for it by the repository's name. Refused while a job of
 * ours works on the repository, and while a holder is seen alive. The audit entry comes first, and names whose lock it was.
 */
export async function breakRepositoryLock(ctx: CoreContext, input: LockBreak): Promise<BrokenLock> {
  requireRole(ctx, 'admin');
  const { id } = input;
  await requireRepositoryFree(ctx.db, id);
  const repository = await meetRepositoryHost(ctx, await store.getRepository(ctx.db, id));
  const target = await repositoryTarget(ctx, repository);
  const lock = await ctx.borg.readLock(target);
  if (lock?.holders.length === 0) return { broken: false, holders: [] };
  const proofs = await proveHolders(ctx.db, lock?.holders ?? []);
  requireProof(repository.name, { proofs, isReadable: lock !== null, confirm: input.confirm });
  const holders = proofs.map(({ holder }) => `${holder.host}, process ${holder.pid}`);
  await inTransaction(ctx.db, async (tx) => {
    await requireRepositoryFree(tx, id);
    await writeAudit(tx, ctx, {
      what: `Broke the lock of repository ${repository.name}`,
      noun: 'repository',
      recordId: id,
      changes: {
        lock: { from: lock === null ? ['not readable from here'] : holders, to: null },
        proof: {
          to: input.confirm === undefined ? proofs.map(({ sentence }) => sentence) : 'confirmed by name',
        },
      },
    });
  });
  await ctx.borg.breakLock(target);
  return { broken: true, holders };
}

interface Known {
  readonly proofs: readonly LockProof[];
  readonly isReadable: boolean;
  readonly confirm: string | undefined;
}

function requireProof(name: string, { proofs, isReadable, confirm }: Known): void {
  const alive = proofs.find(({ fate }) => fate === 'alive');
  if (alive) throw new DomainError('PRECONDITION_FAILED', 'lock-held', alive.sentence);
  const open = proofs.find(({ fate }) => fate === 'unknown');
  if (isReadable && !open) return;
  if (confirm === undefined) {
    const why = open?.sentence ?? 'The lock of a repository behind ssh cannot be looked at from here.';
    throw new DomainError(
      'PRECONDITION_FAILED',
      'lock-unproven',
      `${why} Make sure that no Borg works on ${name}, on any machine, and confirm with its name.`,
    );
  }
  if (confirm !== name) throw invalidFields({ confirm: [`Type ${name}.`] });
}
