import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { borgHostId } from '@borgcube/borg/process/host-id';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { CoreContext } from '@borgcube/core/core-context';
import { EventBus } from '@borgcube/core/event/event-bus';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import { MasterKey } from '@borgcube/core/secret/master-key';
import { Secrets } from '@borgcube/core/secret/secrets';
import type { Database } from '@borgcube/db/open-database';
import type { Role } from '@borgcube/domain/actor/actor';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import { makeBorgHand } from '@borgcube/worker/hand/make-borg-hand';
import { inlineCatalog } from '../catalog/inline-catalog.ts';

export interface TestCore {
  /** An admin asks. */
  readonly ctx: CoreContext;
  as(role: Role): CoreContext;
  readonly environment: BorgEnvironment;
  /** For repositories and files; goes with `remove()`. */
  readonly folder: string;
  remove(): void;
}

/** Use cases on a database and this machine's real Borg, without server or worker. */
export function makeTestCore(db: Database, plugins: readonly Plugin[] = []): TestCore {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-core-'));
  const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(folder, 'borg'), hostId: borgHostId() };
  const core: Omit<CoreContext, 'actor'> = {
    db,
    clock: () => new Date(),
    hooks: makeHooks(db, plugins, ({ hook, error }) => {
      throw new Error(`the hook ${hook} failed`, { cause: error });
    }),
    bus: new EventBus(0),
    secrets: new Secrets(new MasterKey(randomBytes(32))),
    kinds: kindsOf(plugins),
    borg: makeBorgHand(environment),
    catalog: inlineCatalog(join(folder, 'catalog')),
  };
  const as = (role: Role): CoreContext => ({ ...core, actor: { type: 'token', id: role, name: role, role } });
  return {
    ctx: as('admin'),
    as,
    environment,
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
