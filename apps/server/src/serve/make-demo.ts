import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { runBackupConfig } from '@borgcube/core/backup-config/run-backup-config';
import { createClient } from '@borgcube/core/client/create-client';
import type { CoreContext } from '@borgcube/core/core-context';
import { initRepository } from '@borgcube/core/repository/init-repository';
import type { Actor } from '@borgcube/domain/actor/actor';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { ClientCreate } from '@borgcube/domain/client/client';
import { RepositoryInit } from '@borgcube/domain/repository/repository';
import { planDemo } from './plan-demo.ts';

const DEMO: Actor = { type: 'system', id: 'demo', name: 'Demo', role: 'admin' };
/** On every Linux, harmless to read, and enough to watch. */
const PATHS = ['/usr/share/doc', '/usr/share/zoneinfo', '/usr/lib'];

/**
 * A repository in the data directory, this machine as a client of its own, a first real backup under way, and what
 * would go on from there: schedules, a check, what is kept, a trigger.
 */
export async function makeDemo(
  parts: Omit<CoreContext, 'actor'>,
  place: { readonly dataDir: string; readonly timeZone: string },
): Promise<void> {
  const core: CoreContext = { ...parts, actor: DEMO };
  const repository = await initRepository(
    core,
    RepositoryInit.parse({
      name: 'demo',
      description: 'Thrown away with this demo.',
      url: join(place.dataDir, 'demo-repository'),
      passphrase: randomBytes(24).toString('base64url'),
    }),
  );
  const client = await createClient(
    core,
    ClientCreate.parse({
      hostname: ownName(),
      description: 'This machine, as the server sees it.',
    }),
  );
  const config = await createBackupConfig(
    core,
    BackupConfigCreate.parse({
      clientId: client.id,
      repositoryId: repository.id,
      label: 'demo',
      transport: 'local',
      paths: PATHS.filter((path) => existsSync(path)),
    }),
  );
  await runBackupConfig(core, config.id);
  await planDemo(core, { configId: config.id, repositoryId: repository.id, timeZone: place.timeZone });
}

function ownName(): string {
  const name = hostname()
    .replace(/[^A-Za-z0-9_.-]/g, '-')
    .replace(/^[^A-Za-z0-9_]+/, '');
  return name || 'this-machine';
}
