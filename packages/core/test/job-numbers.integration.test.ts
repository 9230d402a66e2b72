import { createJob } from '@borgcube/core/job/create-job';
import { keepJobNumbersAbove, restoreJobNumbers } from '@borgcube/core/job/job-numbers';
import { inTransaction } from '@borgcube/db/transaction';
import { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBackupConfig } from './make-records.ts';

const backup = defineJobKind({
  name: 'backup',
  verboseName: 'Backup',
  states: BACKUP_STATES,
  config: { schema: BackupConfigData, version: 1, steps: [] },
  access: () => 'write',
  executor: { run: async () => ({ state: 'done' }) },
});

describeDatabases('job numbers', (open) => {
  let core: TestCore;
  beforeEach(async () => {
    core = makeTestCore((await open()).db, [definePlugin({ name: 'borgcube', jobKinds: [backup] })]);
  });
  afterEach(() => core.remove());

  const nextNumber = async () => {
    const config = await makeBackupConfig(core.ctx);
    const { id } = await createJob(core.ctx, {
      kind: 'backup',
      configId: config.id,
      config: BackupConfigData.parse(config),
    });
    return id;
  };
  const see = (...names: string[]) => inTransaction(core.ctx.db, (tx) => keepJobNumbersAbove(tx, names));

  it('begin above those in the names of archives, before and after the first job', async () => {
    await see('web01-00041', 'web01-00007.2', 'somebody-elses', 'web01-99999999999');
    expect(await nextNumber()).toBe(42);
    expect(await nextNumber()).toBe(43);
    await see('web01-00012');
    expect(await nextNumber()).toBe(44);
    await see('web01-01000', 'web01-00999');
    expect(await nextNumber()).toBe(1001);
    await see('web01-01000');
    expect(await nextNumber()).toBe(1002);
  });

  it('are found in the archives on record when the server starts, once', async () => {
    const { repositoryId } = await makeBackupConfig(core.ctx);
    const archive = { repositoryId, timestamp: new Date(), createdAt: new Date(), updatedAt: new Date() };
    const insert = (id: string, name: string) =>
      core.ctx.db.archive.create({
        data: { ...archive, id, name, nameKey: name, fingerprint: id.padEnd(64, '0') },
      });
    await insert('a', 'web01-00777');
    await restoreJobNumbers(core.ctx);
    expect(await nextNumber()).toBe(778);
    await restoreJobNumbers(core.ctx);
    expect(await nextNumber()).toBe(779);
  });
});
