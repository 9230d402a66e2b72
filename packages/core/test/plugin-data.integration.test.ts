import { makePluginStore } from '@borgcube/core/plugin/plugin-store';
import type { Database } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import { defineEvolvable } from '@borgcube/plugin-kit/define-evolvable';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openJobHouse } from './job-house.ts';

let made = 0;
const counter = defineEvolvable({
  name: 'counter',
  version: 2,
  schema: z.strictObject({ count: z.int() }),
  steps: [{ evolve: (old) => ({ count: z.object({ n: z.int() }).parse(old).n }) }],
  make: () => {
    made += 1;
    return { count: 0 };
  },
});
const undeclared = defineEvolvable({ name: 'other', schema: z.object({}), make: () => ({}) });
const plugin = definePlugin({ name: 'counting', data: [counter] });
const add = ({ count }: { count: number }) => ({ count: count + 1 });

describeDatabases('plugin data', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).db;
  });
  const row = () => db.pluginData.findFirst({ select: { version: true, data: true, revision: true } });

  it('is made once on first use, however many ask', async () => {
    await db.pluginData.deleteMany({});
    made = 0;
    const stores = Array.from({ length: 8 }, () => makePluginStore(plugin, db));
    const read = await Promise.all(stores.map((store) => store.read(counter)));
    expect(read).toEqual(Array(8).fill({ count: 0 }));
    expect(await db.pluginData.count()).toBe(1);
    expect(made).toBeGreaterThan(0);
  });

  it('loses no write of many at once', async () => {
    await db.pluginData.deleteMany({});
    await Promise.all(Array.from({ length: 10 }, () => makePluginStore(plugin, db).update(counter, add)));
    expect(await row()).toEqual({ version: 2, data: { count: 10 }, revision: 10 });
  });

  it('is evolved on reading, and written back with the next write', async () => {
    await db.pluginData.deleteMany({});
    const place = { plugin: 'counting', name: 'counter' };
    await db.pluginData.create({ data: { ...place, version: 1, data: { n: 5 } } });
    const store = makePluginStore(plugin, db);
    expect(await store.read(counter)).toEqual({ count: 5 });
    expect(await row()).toEqual({ version: 1, data: { n: 5 }, revision: 0 });
    expect(await store.update(counter, add)).toEqual({ count: 6 });
    expect(await row()).toEqual({ version: 2, data: { count: 6 }, revision: 1 });
  });

  it.each([
    [{ version: 3, data: { total: 1 } }, 'data counter of plugin counting: stored version 3 is newer than 2'],
    [
      { version: 2, data: { total: 1 } },
      'data counter of plugin counting does not fit its schema of version 2',
    ],
  ])('that cannot be read is told and stays as it is: %j', async (stored, words) => {
    await db.pluginData.deleteMany({});
    await db.pluginData.create({ data: { plugin: 'counting', name: 'counter', ...stored } });
    const store = makePluginStore(plugin, db);
    await expect(store.read(counter)).rejects.toThrow(words);
    await expect(store.update(counter, add)).rejects.toThrow(words);
    expect(await row()).toEqual({ ...stored, revision: 0 });
  });

  it('of a root that was not declared is refused', async () => {
    const store = makePluginStore(plugin, db);
    await expect(async () => store.read(undeclared)).rejects.toThrow(
      'plugin counting declares no data other',
    );
  });

  it('belongs to the transaction of the hook that writes it', async () => {
    await db.pluginData.deleteMany({});
    const counting = definePlugin({
      ...plugin,
      hooks: {
        jobCreated: async ({ store }) => void (await store.update(counter, add)),
        jobPreDelete: async ({ store }) => {
          await store.update(counter, add);
          throw new Error('after all not');
        },
      },
    });
    const house = openJobHouse(db, [counting]);
    const job = await house.makeJob(null, null);
    expect(await row()).toMatchObject({ data: { count: 1 } });
    const rolledBack = inTransaction(db, async (tx) => {
      await house.ctx.hooks.callInTransaction(tx, 'jobCreated', { job });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await inTransaction(db, (tx) => house.ctx.hooks.callInTransaction(tx, 'jobPreDelete', { job }));
    expect(house.failures).toMatchObject([{ plugin: 'counting', hook: 'jobPreDelete' }]);
    expect(await row()).toMatchObject({ data: { count: 1 } });
    house.remove();
  });
});
