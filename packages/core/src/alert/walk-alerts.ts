import { setImmediate as breathe } from 'node:timers/promises';
import { listSuspectConfigs, walkRepositoryStates } from '@borgcube/db/alert-cause-store';
import { findOpenAlerts, pruneAlerts, type StoredAlert } from '@borgcube/db/alert-store';
import { walkClientAges } from '@borgcube/db/client-age-store';
import { pruneMessages } from '@borgcube/db/outbox-store';
import { inTransaction } from '@borgcube/db/transaction';
import { assessArchivesIn } from './assess-archives.ts';
import { assessAge, staleKey } from './assess-client.ts';
import { assessState, repositoryKeys } from './assess-repository.ts';
import type { WalkContext } from './walk-context.ts';
import { walkFailures } from './walk-failures.ts';
import { walkOpen } from './walk-open.ts';

const PAGE = 100;
const LOOK_BACK_MS = 30 * 86_400_000;
const KEPT_MS = 90 * 86_400_000;

/**
 * Looks at everything once, in pages: for what no transaction of ours changed (a restored database, an edit by hand), for
 * a hook that took too long, and for the past of a new version. Done at the start and each hour.
 */
export async function walkAlerts(ctx: WalkContext, signal: AbortSignal): Promise<void> {
  const now = ctx.clock().getTime();
  await walkClients(ctx, signal);
  await walkRepositories(ctx, signal);
  for (const configId of await listSuspectConfigs(ctx.db, new Date(now - LOOK_BACK_MS), PAGE)) {
    await inTransaction(ctx.db, (tx) => assessArchivesIn(tx, ctx, configId));
  }
  await walkFailures(ctx);
  await walkOpen(ctx, signal);
  await pruneAlerts(ctx.db, new Date(now - KEPT_MS));
  await pruneMessages(ctx.db, new Date(now - KEPT_MS));
}

async function walkClients(ctx: WalkContext, signal: AbortSignal): Promise<void> {
  for (let after = ''; !signal.aborted; ) {
    const ages = await walkClientAges(ctx.db, after, PAGE);
    const last = ages.at(-1);
    if (!last) return;
    await inTransaction(ctx.db, async (tx) => {
      const open = byKey(
        await findOpenAlerts(
          tx,
          ages.map(({ id }) => staleKey(id)),
        ),
      );
      for (const age of ages) await assessAge(tx, ctx, age, open.get(staleKey(age.id)) ?? null);
    });
    after = last.id;
    await breathe();
  }
}

async function walkRepositories(ctx: WalkContext, signal: AbortSignal): Promise<void> {
  for (let after = ''; !signal.aborted; ) {
    const states = await walkRepositoryStates(ctx.db, after, PAGE);
    const last = states.at(-1);
    if (!last) return;
    await inTransaction(ctx.db, async (tx) => {
      const open = await findOpenAlerts(
        tx,
        states.flatMap(({ id }) => repositoryKeys(id)),
      );
      for (const state of states) await assessState(tx, ctx, state, open);
    });
    after = last.id;
    await breathe();
  }
}

function byKey(alerts: readonly StoredAlert[]): ReadonlyMap<string, StoredAlert> {
  return new Map(alerts.map((alert) => [alert.key, alert]));
}
