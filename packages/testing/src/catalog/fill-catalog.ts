import { join } from 'node:path';
import { ArchiveListing } from '@borgcube/catalog/archive-listing';
import { openCatalog } from '@borgcube/catalog/open-catalog';
import { fileEntry } from './catalog-entry.ts';

interface Filled {
  readonly dataDir: string;
  readonly repositoryId: string;
  readonly clientId: string;
  readonly files: number;
}

/** Makes a catalog large: one more archive of a client, that no Borg ever made, with as many files called `filler <number>`. */
export function fillCatalog({ dataDir, repositoryId, clientId, files }: Filled): void {
  const file = openCatalog(join(dataDir, 'catalog', `${repositoryId}.db`));
  const listing = new ArchiveListing(file, {
    id: 'filler',
    client: clientId,
    config: 'filler',
    timestamp: 0,
  });
  for (let number = 0; number < files; number += 1) listing.add(fileEntry(`filler/filler ${number}`));
  listing.finish();
  file.close();
}
