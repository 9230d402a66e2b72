import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { listClients, tallyClients } from '@borgcube/core/client/list-clients';
import { insertArchive } from '@borgcube/db/archive-store';
import { storeNewestGoodArchive } from '@borgcube/db/client-store';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import { ClientList } from '@borgcube/domain/client/client-list';
import { isFinal } from '@borgcube/domain/job/job-state';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClient, makeRepository } from './make-records.ts';

const HOUR_MS = 3_600_000;

describeDatabases('the list of clients', (open) => {
  let core: TestCore;
  let repositoryId: string;
  let atticId: string;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
    repositoryId = (await makeRepository(core.ctx, { name: 'vault_1' })).id;
    atticId = (await makeRepository(core.ctx, { name: 'attic' })).id;
    const old = await client('old-web', { hoursAgo: 60, sizes: [10, null, 30], description: 'Shop 100%' });
    await job(old, { label: 'one', state: 'failed' });
    await job(old, { label: 'one', state: 'client_in_progress' });
    await job(old, { label: 'two', state: 'job_created' });
    const fresh = await client('fresh-db', { hoursAgo: 2, sizes: [7] });
    await job(fresh, { label: 'one', state: 'done', borgWarning: ['a file changed'] });
    await job(fresh, { label: 'two', state: 'done' });
    const weekly = await client('weekly', { hoursAgo: 50, sizes: [5], objective: 200 * HOUR_MS });
    await job(weekly, { label: 'one', state: 'done' });
    const halved = await client('halved', { hoursAgo: 40, sizes: [5], objective: 200 * HOUR_MS });
    await job(halved, { label: 'one', state: 'failed' });
    await job(halved, { label: 'two', state: 'done' });
    await client('never', { config: 'ssh', connection: { remote: 'root@never.lan' } });
    await client('idle', {});
    const odd = await client('odd', { hoursAgo: 1, sizes: [9], suspect: 'shrunk' });
    await job(odd, { label: 'one', state: 'done' });
  });
  afterAll(() => core.remove());

  interface Made {
    readonly hoursAgo?: number;
    /** Oldest first, an hour apart. */
    readonly sizes?: readonly (number | null)[];
    readonly suspect?: string;
    readonly config?: string;
    readonly objective?: number;
    readonly description?: string;
    readonly connection?: object;
  }

  async function client(hostname: string, made: Made): Promise<Client> {
    const { hoursAgo, sizes = [], suspect = null, config, ...input } = made;
    const record = await makeClient(core.ctx, { hostname, ...input });
    if (config) await makeConfig(record.id, config);
    const newest = Date.now() - (hoursAgo ?? 0) * HOUR_MS;
    for (const [index, size] of sizes.entries()) {
      const at = new Date(newest - (sizes.length - 1 - index) * HOUR_MS);
      await archive(record.id, { at, size, suspect });
    }
    if (hoursAgo !== undefined) await storeNewestGoodArchive(core.ctx.db, record.id, new Date(newest));
    return record;
  }

  const makeConfig = (clientId: string, transport: string) =>
    createBackupConfig(
      core.ctx,
      BackupConfigCreate.parse({ clientId, repositoryId, transport, label: 'System', paths: ['/etc'] }),
    );
  /** Each is of a config of its own unless it names one. */
  const job = async (
    of: Client,
    { label, ...part }: { state: string; label: string; borgWarning?: string[] },
  ) => {
    const { db } = core.ctx;
    const known = await db.backupConfig.findFirst({ where: { clientId: of.id, label } });
    const data = { clientId: of.id, repositoryId: atticId, label, transport: 'pull', version: 1, data: {} };
    const id = known?.id ?? `${of.id}${label}`;
    if (!known) await db.backupConfig.create({ data: { id, ...data } });
    const timestampEnd = isFinal(part.state) ? new Date() : null;
    await db.job.create({
      data: { kind: 'backup', createdBy: 'test', clientId: of.id, configId: id, timestampEnd, ...part },
    });
  };
  const archive = (clientId: string, of: { at: Date; size: number | null; suspect: string | null }) =>
    insertArchive(
      core.ctx.db,
      {
        repositoryId: atticId,
        clientId,
        configId: null,
        jobId: null,
        fingerprint: `${clientId}${of.at.getTime()}`,
        name: `${clientId}-${of.at.getTime()}`,
        nfiles: 1,
        originalSize: of.size,
        compressedSize: null,
        deduplicatedSize: null,
        duration: null,
        timestamp: of.at,
        timestampEnd: null,
        suspect: of.suspect,
        repositoryFigures: null,
        lastGood: null,
      },
      of.at,
    );
  const list = (input: object = {}) => listClients(core.ctx, ClientList.parse(input));
  const names = async (input: object) => (await list(input)).items.map((item) => item.hostname);

  const OLDEST = ['never', 'old-web', 'weekly', 'halved', 'fresh-db', 'odd', 'idle'];

  it('puts the oldest first: never backed up, then by age, and last what expects nothing', async () => {
    expect(await names({ order: 'oldest' })).toEqual(OLDEST);
  });

  it('answers the same in pages, in either order', async () => {
    for (const order of ['oldest', 'newest']) {
      const whole = await names({ order });
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list({ order, limit: 1, cursor });
        paged.push(...page.items.map((item) => item.hostname));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(paged).toEqual(whole);
      expect(paged).toHaveLength(7);
    }
    expect(await names({})).toEqual(await names({ order: 'newest' }));
  });

  it('refuses a cursor of the other order by its field', async () => {
    const { nextCursor } = await list({ order: 'oldest', limit: 1 });
    await expect(list({ order: 'newest', cursor: nextCursor })).rejects.toMatchObject({
      fieldErrors: { cursor: [expect.any(String)] },
    });
  });

  it('tells of each its last backup, last archive, sizes and configs', async () => {
    const { items } = await list({ text: 'old-web' });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      lastJob: { state: 'client_in_progress' },
      lastArchive: { originalSize: 30 },
      sizes: [10, null, 30],
      configs: [{ label: 'one' }, { label: 'two' }],
    });
    expect((await list({ text: 'halved' })).items[0]).toMatchObject({ lastJob: { state: 'failed' } });
    const [never] = (await list({ text: 'never' })).items;
    expect(never).toMatchObject({
      lastJob: null,
      lastArchive: null,
      sizes: [],
      configs: [{ label: 'System', repositoryId, transport: 'ssh', enabled: true }],
    });
    expect((await list({ text: 'fresh' })).items[0]?.lastJob).toMatchObject({
      kind: 'backup',
      state: 'done',
    });
  });

  it('shows only those of a standing, and counts them', async () => {
    expect(await names({ order: 'oldest', standing: 'needs-you' })).toEqual(['old-web', 'halved', 'odd']);
    expect(await names({ standing: 'running' })).toEqual(['old-web']);
    expect(await names({ standing: 'warning' })).toEqual(['fresh-db']);
    expect(await tallyClients(core.ctx)).toEqual({ all: 7, needsYou: 3, running: 1, warning: 1 });
  });

  it('looks for every word, in names, descriptions, labels, repositories and transports', async () => {
    expect(await names({ text: 'SHOP old' })).toEqual(['old-web']);
    expect(await names({ text: 'shop fresh' })).toEqual([]);
    expect(await names({ text: 'system' })).toEqual(['never']);
    expect(await names({ text: 'repo:vault transport:SSH' })).toEqual(['never']);
    expect(await names({ text: 'transport:local' })).toEqual([]);
  });

  it('takes signs of LIKE for what they are', async () => {
    expect(await names({ text: '100%' })).toEqual(['old-web']);
    expect(await names({ text: '0_%' })).toEqual([]);
    expect(await names({ text: '\\' })).toEqual([]);
    expect(await names({ text: 'repo:vault_1' })).toEqual(['never']);
    expect(await names({ text: 'repo:va_lt' })).toEqual([]);
  });
});
