import { join } from 'node:path';
import { makeDesk } from '@borgcube/catalog/catalog-desk';
import type { CatalogParts } from '@borgcube/worker/executors/catalog-kind';

/** The real catalogs without their threads: each question is answered at once, and one listing a repository is open at a time. */
export function inlineCatalog(folder: string): CatalogParts['catalog'] {
  const desks = new Map<string, ReturnType<typeof makeDesk>>();
  const deskOf = (repositoryId: string) => {
    const desk = desks.get(repositoryId) ?? makeDesk(() => performance.now());
    desks.set(repositoryId, desk);
    return desk;
  };
  const fileOf = (repositoryId: string) => join(folder, `${repositoryId}.db`);
  return {
    ask: async (repositoryId, question, argument) =>
      deskOf(repositoryId)[question](fileOf(repositoryId), argument),
    remove: () => {},
    openListing: async (repositoryId, archive) => {
      const path = fileOf(repositoryId);
      const desk = deskOf(repositoryId);
      desk.begin(path, archive);
      return {
        write: async (chunk) => desk.write(path, { chunk }),
        finish: async () => desk.finish(path, null),
        [Symbol.asyncDispose]: async () => {
          desk.abort(path, null);
        },
      };
    },
  };
}
