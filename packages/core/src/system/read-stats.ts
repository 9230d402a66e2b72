import { countArchives } from '@borgcube/db/night-store';
import type { Database } from '@borgcube/db/open-database';
import { listStoredFigures } from '@borgcube/db/overview-store';
import { countClients, tallyArchives } from '@borgcube/db/stats-store';
import { dayBegins, type Stats, sumKnown } from '@borgcube/domain/overview/stats';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { RecentAnswers } from './recent-answer.ts';

const REPOSITORIES_MAX = 1000;

const recent = new WeakMap<Database, RecentAnswers<Stats>>();

/** Borg is not asked: sizes are as they were last measured. */
export async function readStats(ctx: CoreContext, timeZone: string): Promise<Stats> {
  requireRole(ctx, 'viewer');
  const answers = recent.get(ctx.db) ?? new RecentAnswers<Stats>();
  recent.set(ctx.db, answers);
  return answers.get({
    key: timeZone,
    eventId: ctx.bus.lastId,
    now: () => ctx.clock().getTime(),
    read: () => findStats(ctx, timeZone),
  });
}

async function findStats({ db, clock }: CoreContext, timeZone: string): Promise<Stats> {
  const now = clock();
  const figures = await listStoredFigures(db, REPOSITORIES_MAX);
  const tally = await tallyArchives(db);
  return {
    now: now.toISOString(),
    timeZone,
    archives: [...tally.values()].reduce((sum, { archives }) => sum + archives, 0),
    originalSize: sumKnown(figures.map(({ originalSize }) => originalSize)),
    deduplicatedSize: sumKnown(figures.map(({ deduplicatedSize }) => deduplicatedSize)),
    backupsToday: await countArchives(db, { from: dayBegins(now, timeZone), to: now }),
    clients: await countClients(db),
    repositories: figures.map(({ repositoryId, measuredAt, ...figure }) => ({
      id: repositoryId,
      ...figure,
      archives: tally.get(repositoryId)?.archives ?? 0,
      newestArchiveAt: tally.get(repositoryId)?.newest?.toISOString() ?? null,
      measuredAt: measuredAt?.toISOString() ?? null,
    })),
  };
}
