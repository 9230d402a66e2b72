import { refreshNewestGoodArchive } from '@borgcube/db/client-store';
import { findClientsOfRepository } from '@borgcube/db/mirrored-archive-store';
import * as store from '@borgcube/db/repository-store';
import { afterCommit, inTransaction } from '@borgcube/db/transaction';
import { repositoryLabel } from '@borgcube/domain/repository/forgotten-repository';
import type { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { requireRole } from '../actor/require-role.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import { tellArchivesGoIn } from '../archive/tell-archives-go.ts';
import type { CoreContext } from '../core-context.ts';
import { removeRulesOf } from '../notification/change-rule.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { releaseTargetIn } from '../schedule/release-target.ts';
import { REPOSITORY } from '../secret/secret-places.ts';

/** Forgets the record. The data stay where they are, and the secrets stay sealed as orphaned. */
export async function deleteRepository(ctx: CoreContext, id: string): Promise<DeletedConfig> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    await store.lockRepository(tx, id);
    const repository = await store.getRepository(tx, id);
    const { configs, checks, pruneConfigs, jobIds } = await store.findRepositoryUse(tx, id);
    const users = [
      ...configs.map(({ label, hostname }) => `the backup config “${label}” of ${hostname}`),
      ...checks.map((label) => `the check “${label}”`),
      ...pruneConfigs.map((name) => `the prune config “${name}”`),
      ...jobWords(jobIds),
    ];
    if (users.length > 0) throw inUse(`The repository ${repository.name}`, users);
    const words = `repository ${repository.name}`;
    const { changes, ...released } = await releaseTargetIn(tx, ctx, { noun: 'repository', id, words });
    const clientIds = await findClientsOfRepository(tx, id);
    await tellArchivesGoIn(tx, ctx, id);
    await store.deleteRepository(tx, id);
    // Its archives left the record with it, and count for their clients no more.
    for (const clientId of clientIds) {
      await refreshNewestGoodArchive(tx, clientId);
      await assessClientIn(tx, ctx, clientId);
    }
    await removeRulesOf(tx, ctx, repository);
    await ctx.secrets.orphan(tx, REPOSITORY, id, ctx.clock(), repositoryLabel(repository));
    afterCommit(tx, () => ctx.catalog.remove(id));
    await recordChange(tx, ctx, {
      what: `Deleted ${words}`,
      noun: 'repository',
      recordId: id,
      changes: { url: { from: repository.url }, borgId: { from: repository.borgId }, ...changes },
    });
    return { id, ...released };
  });
}
