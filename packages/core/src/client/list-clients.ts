import { listClients as listStored } from '@borgcube/db/client-list-store';
import { tallyClients as tallyStored } from '@borgcube/db/client-standing-store';
import * as store from '@borgcube/db/client-store';
import { readClientTails } from '@borgcube/db/client-tail-store';
import type { Database } from '@borgcube/db/open-database';
import type { Client } from '@borgcube/domain/client/client';
import {
  type ClientList,
  type ClientTally,
  LISTED_SIZES,
  type ListedClient,
} from '@borgcube/domain/client/client-list';
import { tellingJob } from '@borgcube/domain/client/telling-job';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import { toArchiveView } from '../archive/archive-view.ts';
import type { CoreContext } from '../core-context.ts';
import { toJobView } from '../job/job-view.ts';
import { shownTo } from '../job/shown-job.ts';
import { RecentAnswers } from '../system/recent-answer.ts';
import { toClientView } from './client-view.ts';

export async function listClients(ctx: CoreContext, asked: ClientList): Promise<Page<ListedClient>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await listStored(ctx.db, asked, ctx.clock());
  const tails = await readClientTails(
    ctx.db,
    items.map((client) => client.id),
    LISTED_SIZES,
  );
  const rows = items.map((client) => {
    const tail = tails.get(client.id);
    const lastJob = tellingJob(tail?.lastJobs ?? []);
    return {
      ...toClientView(client),
      lastJob: lastJob && shownTo(ctx, toJobView(lastJob)),
      lastArchive: tail?.lastArchive ? toArchiveView(tail.lastArchive) : null,
      sizes: [...(tail?.sizes ?? [])],
      configs: [...(tail?.configs ?? [])],
    };
  });
  return { items: rows, nextCursor };
}

const tallies = new WeakMap<Database, RecentAnswers<ClientTally>>();

/** In a large fleet kept for some seconds. */
export async function tallyClients(ctx: CoreContext): Promise<ClientTally> {
  requireRole(ctx, 'viewer');
  const answers = tallies.get(ctx.db) ?? new RecentAnswers<ClientTally>();
  tallies.set(ctx.db, answers);
  return answers.get({
    key: '',
    eventId: ctx.bus.lastId,
    now: () => ctx.clock().getTime(),
    read: async () => {
      const { all, running, warning, 'needs-you': needsYou } = await tallyStored(ctx.db, ctx.clock());
      return { all, needsYou, running, warning };
    },
  });
}

export async function getClient(ctx: CoreContext, id: string): Promise<Client> {
  requireRole(ctx, 'viewer');
  return toClientView(await store.getClient(ctx.db, id));
}
