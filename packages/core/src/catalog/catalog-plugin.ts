import type { Transaction } from '@borgcube/db/open-database';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { requestCatalog } from './request-catalog.ts';

/** Each new backup is taken into the catalog; an archive that goes leaves it. Imported ones are listed when somebody asks. */
export function makeCatalogPlugin(core: () => CoreContext): Plugin {
  return definePlugin({
    name: 'catalog',
    hooks: {
      archiveAdded: async ({ tx, archive }) => {
        if (archive.jobId === null) return;
        // What core's hook caller hands out is always a handle of the open transaction.
        const ours = tx as Transaction;
        await createJobIn(ours, core(), await requestCatalog(ours, archive.id));
      },
      archivePreDelete: ({ archive, afterCommit }) => {
        afterCommit(async () => {
          await core().catalog.ask(archive.repositoryId, 'forget', { archiveIds: [archive.id] });
        });
      },
    },
  });
}
