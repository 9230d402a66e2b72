import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { House } from '@borgcube/testing/house/start-house';

/** Files of web01 in one archive that is listed: where a journey through what is kept begins. */
export async function makeArchive(house: House, files: Record<string, string>) {
  const source = join(house.folder, 'srv');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(source, name)), { recursive: true });
    writeFileSync(join(source, name), content);
  }
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const config = await house.makeConfig({
    label: 'system',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const { archiveId } = await house.backUp(config.id);
  if (archiveId === null) throw new Error('The backup made no archive.');
  await house.untilIdle();
  return { source, repository, client, config, archiveId };
}
