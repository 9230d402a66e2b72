import type { Archive } from '@borgcube/domain/archive/archive';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House } from '@borgcube/testing/house/start-house';
import { expect } from 'vitest';

/** Archive rows equal the archives in the repository, by name and by Borg's own id. */
export async function expectArchivesMatch(
  house: House,
  folder: string,
  repository: { readonly id: string; readonly url: string },
): Promise<void> {
  const rows: Archive[] = (
    await house.query<{ items: Archive[] }>('archives.list', { repositoryId: repository.id, limit: 200 })
  ).items;
  const listed = JSON.parse(plainBorg(folder, CANARY_PASSPHRASE).run(['list', '--json', repository.url])) as {
    archives: Array<{ name: string; id: string }>;
  };
  const key = (name: string, id: string) => `${name} ${id}`;
  expect(rows.map((row) => key(row.name, row.fingerprint)).sort()).toEqual(
    listed.archives.map((archive) => key(archive.name, archive.id)).sort(),
  );
}
