import type { Database } from '@borgcube/db/open-database';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { CoreContext } from '../core-context.ts';
import { RecentAnswers } from '../system/recent-answer.ts';
import { readEach } from './read-metrics.ts';

const TILES_MAX = 5;

type Tiles = Dashboard['tiles'];

const recent = new WeakMap<Database, RecentAnswers<Tiles>>();

/** The metrics that say how the console shows them, in the order in which their plugins are registered. */
export async function readTiles(ctx: CoreContext, timeZone: string): Promise<Tiles> {
  const answers = recent.get(ctx.db) ?? new RecentAnswers<Tiles>();
  recent.set(ctx.db, answers);
  return answers.get({
    key: timeZone,
    eventId: ctx.bus.lastId,
    now: () => ctx.clock().getTime(),
    read: () => findTiles(ctx, timeZone),
  });
}

async function findTiles(ctx: CoreContext, timeZone: string): Promise<Tiles> {
  const shown = [...ctx.kinds.metrics.values()].filter(({ tile }) => tile).slice(0, TILES_MAX);
  const names = new Set(shown.map(({ name }) => name));
  const read = await readEach(ctx, { timeZone, only: ({ name }) => names.has(name) });
  return read.flatMap(({ metric: { name, tile }, samples, error }) => {
    if (!tile) return [];
    const isKnown = error === null && samples.length > 0;
    const value = isKnown ? samples.reduce((sum, sample) => sum + sample.value, 0) : null;
    return [{ metric: name, title: tile.title, unit: tile.unit, value }];
  });
}
