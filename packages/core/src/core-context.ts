import type { Database, Transaction } from '@borgcube/db/open-database';
import type { Actor } from '@borgcube/domain/actor/actor';
import type { HookCaller } from '@borgcube/plugin-kit/hook-caller';
import type { BorgHand } from './borg-hand.ts';
import type { CatalogHand } from './catalog-hand.ts';
import type { EventBus } from './event/event-bus.ts';
import type { KindRegistry } from './kind/kind-registry.ts';
import type { Secrets } from './secret/secrets.ts';

/** What every use case is given: the process's parts and who asks. */
export interface CoreContext {
  readonly db: Database;
  readonly clock: () => Date;
  readonly hooks: HookCaller<Transaction>;
  readonly bus: EventBus;
  readonly secrets: Secrets;
  readonly kinds: KindRegistry;
  readonly borg: BorgHand;
  readonly catalog: CatalogHand;
  readonly actor: Actor;
}
