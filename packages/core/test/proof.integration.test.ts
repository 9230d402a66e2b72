import { execFileSync } from 'node:child_process';
import { getClient } from '@borgcube/core/client/list-clients';
import type { CoreContext } from '@borgcube/core/core-context';
import { exportProofs } from '@borgcube/core/proof/export-proofs';
import { getProof, listProofs } from '@borgcube/core/proof/list-proofs';
import { proposeDrill } from '@borgcube/core/proof/propose-drill';
import { type DrillFinding, recordProofIn } from '@borgcube/core/proof/record-proof';
import { verifyProofs } from '@borgcube/core/proof/verify-proofs';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { drillAction } from '@borgcube/core/schedule/drill-action';
import { readDashboard } from '@borgcube/core/system/read-dashboard';
import { inTransaction } from '@borgcube/db/transaction';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeBackupConfig } from './make-records.ts';

/** What anybody can do with an export, without BorgCube; prints the numbers of proofs that are not sound. */
const CHECK = `
import hashlib, json, sys
before, bad = '0' * 64, []
for proof in json.load(sys.stdin)['proofs']:
    digest = proof.pop('digest')
    text = json.dumps(proof, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    if proof['previousDigest'] != before or hashlib.sha256(text.encode()).hexdigest() != digest:
        bad.append(proof['number'])
    before = digest
print(json.dumps(bad))
`;

describeDatabases('the ledger of proofs', (open) => {
  let core: TestCore;
  let ctx: CoreContext;
  let config: BackupConfig;

  beforeAll(async () => {
    const plugin = definePlugin({ name: 'borgcube', scheduledActions: [drillAction] });
    core = makeTestCore((await open()).db, [plugin]);
    ctx = core.ctx;
  });
  beforeEach(async () => {
    await ctx.db.proof.deleteMany();
    await ctx.db.setting.deleteMany();
    config = await makeBackupConfig(ctx);
  });
  afterAll(() => core.remove());

  function finding(more: Partial<DrillFinding> = {}): DrillFinding {
    const { clientId, repositoryId, id: configId, label: configLabel } = config;
    const now = ctx.clock();
    return {
      ...{ jobId: 7, clientId, repositoryId, configId, configLabel },
      ...{ repositoryName: 'vault', clientHostname: 'web “01”', archiveId: 'a', archiveName: 'web01-00007' },
      archiveTimestamp: now.toISOString(),
      scope: 'sample',
      ...{ files: 25, bytes: 2 ** 41, isProven: true, differences: null },
      ...{ restoreDuration: 2000, compareDuration: 500 },
      startedAt: now.toISOString(),
      endedAt: new Date(now.getTime() + 3000).toISOString(),
      ...more,
    };
  }
  const record = (more: Partial<DrillFinding> = {}) =>
    inTransaction(ctx.db, (tx) => recordProofIn(tx, ctx, finding(more)));
  const failed = {
    isProven: false,
    differences: { items: [{ path: 'etc/\\xe9\t"', reason: 'its content is another' }], total: 1 },
  };

  it('numbers proofs without a gap, also those that come at once, and chains each to the one before', async () => {
    await Promise.all(Array.from({ length: 8 }, () => record()));
    await inTransaction(ctx.db, async (tx) => {
      await recordProofIn(tx, ctx, finding());
      throw new Error('the job could not be settled');
    }).catch(() => {});
    await record(failed);
    const { proofs, head, next } = await exportProofs(ctx, { after: 0 });
    expect(proofs.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([head, next]).toEqual([{ number: 9, digest: proofs.at(-1)?.digest }, null]);
    expect(await verifyProofs(ctx, { known: head ?? undefined })).toEqual({
      isWhole: true,
      proofs: 9,
      head,
      fault: null,
    });
  });

  it('can be checked by anybody who has an export', async () => {
    for (const more of [{}, failed, {}]) await record(more);
    const exported = await exportProofs(ctx, { after: 0 });
    const check = (input: unknown) =>
      JSON.parse(execFileSync('python3', ['-c', CHECK], { input: JSON.stringify(input), encoding: 'utf8' }));
    expect(check(exported)).toEqual([]);
    const [first, second, third] = exported.proofs;
    expect(check({ ...exported, proofs: [first, { ...second, isProven: true }, third] })).toEqual([2]);
  });

  it.each<[string, (ids: [string, string, string]) => Promise<unknown>, number]>([
    ['changed', ([, id]) => ctx.db.proof.update({ where: { id }, data: { isProven: false } }), 2],
    ['removed', ([, id]) => ctx.db.proof.delete({ where: { id } }), 2],
    ['removed at the end', ([, , id]) => ctx.db.proof.delete({ where: { id } }), 3],
  ])('tells of a proof that was %s', async (_, tamper, number) => {
    const [first, second, third] = [await record(), await record(), await record()];
    await tamper([first.id, second.id, third.id]);
    expect(await verifyProofs(ctx, {})).toMatchObject({
      isWhole: false,
      proofs: number - 1,
      fault: { number, sentence: expect.stringContaining(`Proof ${number}`) },
    });
  });

  it('tells of a ledger that was written anew by the head of an earlier export', async () => {
    const { number, digest } = await record();
    await ctx.db.proof.deleteMany();
    await record({ files: 9 });
    expect(await verifyProofs(ctx, {})).toMatchObject({ isWhole: true });
    expect(await verifyProofs(ctx, { known: { number, digest } })).toMatchObject({ isWhole: false });
    expect(await verifyProofs(ctx, { known: { number: 2, digest } })).toMatchObject({
      fault: { number: 2, sentence: expect.stringContaining('missing') },
    });
  });

  it('is listed newest first, by whom it speaks of, in pages, for viewers', async () => {
    const viewer = core.as('viewer');
    const first = await record();
    const other = config;
    config = await makeBackupConfig(ctx);
    for (const more of [{}, { ...failed, jobId: 8 }, {}]) await record(more);
    const list = async (more: object) => {
      const { items, nextCursor } = await listProofs(viewer, { limit: 50, ...more });
      return [items.map(({ number }) => number), nextCursor];
    };
    expect(await list({})).toEqual([[4, 3, 2, 1], null]);
    expect(await list({ limit: 2 })).toEqual([[4, 3], '3']);
    expect(await list({ limit: 2, cursor: '3' })).toEqual([[2, 1], null]);
    expect(await list({ clientId: other.clientId })).toEqual([[1], null]);
    expect(await list({ repositoryId: config.repositoryId })).toEqual([[4, 3, 2], null]);
    expect(await list({ configId: config.id, isProven: false })).toEqual([[3], null]);
    expect(await list({ jobId: 8 })).toEqual([[3], null]);
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ fieldErrors: { cursor: expect.anything() } });
    expect(await getProof(viewer, first.id)).toEqual({ ...first, restoreRate: 2 ** 40 });
    const exported = await exportProofs(core.as('operator'), { after: 2, clientId: config.clientId });
    expect(exported.proofs.map(({ number }) => number)).toEqual([3, 4]);
  });

  it('says when a client and a repository were last proven, and not by a drill that failed', async () => {
    const unproven = config;
    config = await makeBackupConfig(ctx);
    await record(failed);
    const provenAts = async () => [
      (await getClient(ctx, config.clientId)).provenAt,
      (await getRepository(ctx, config.repositoryId)).provenAt,
    ];
    expect(await provenAts()).toEqual([null, null]);
    const { endedAt } = await record();
    await record({ ...failed, endedAt: new Date(Date.now() + 60_000).toISOString() });
    expect(await provenAts()).toEqual([endedAt, endedAt]);
    const { proof } = await readDashboard(ctx, 'UTC');
    expect(proof.restored).toMatchObject({ days: 90, last: { number: 3, isProven: false } });
    const { clients = 0, proven, missing = [] } = proof.restored ?? {};
    expect(clients - (proven ?? 0)).toBeGreaterThanOrEqual(1);
    expect(missing.map(({ clientId }) => clientId)).toContain(unproven.clientId);
    expect(missing.map(({ clientId }) => clientId)).not.toContain(config.clientId);
    expect(missing.every(({ provenAt }) => provenAt === null)).toBe(true);
  });

  it('is proposed a drill for each config, until a schedule has one', async () => {
    const { covered, schedule } = await proposeDrill(core.as('viewer'), config.id, 'Europe/Berlin');
    expect(covered).toEqual([]);
    const { id, name } = await createSchedule(ctx, schedule);
    expect(await proposeDrill(ctx, config.id, 'Europe/Berlin')).toMatchObject({
      covered: [{ id, name, recurrenceEnabled: true }],
    });
  });
});
