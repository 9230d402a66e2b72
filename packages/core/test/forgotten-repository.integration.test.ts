import type { CoreContext } from '@borgcube/core/core-context';
import { deleteRepository } from '@borgcube/core/repository/delete-repository';
import {
  listForgottenRepositories,
  removeForgotten,
  restoreRepository,
  revealForgotten,
} from '@borgcube/core/repository/forgotten-repositories';
import { updateRepository } from '@borgcube/core/repository/update-repository';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository } from './make-records.ts';

const DAY_MS = 86_400_000;

describeDatabases('a forgotten repository', (open) => {
  let core: TestCore;
  let ctx: CoreContext;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
    ctx = core.ctx;
  });
  afterAll(() => core?.remove());

  const forget = async () => {
    const made = await makeRepository(ctx, { passphrase: 'canary-forgotten', borgId: randomId() });
    const renamed = await updateRepository(ctx, { id: made.id, name: `${made.name} (renamed)` });
    await deleteRepository(ctx, made.id);
    return renamed;
  };
  const randomId = () => Math.random().toString(16).slice(2).padEnd(64, '0');
  const find = async (id: string) => (await listForgottenRepositories(ctx)).find((one) => one.id === id);

  it('is listed by the name that it had last, without its secrets', async () => {
    const { id, name, url, borgId } = await forget();
    expect(await find(id)).toMatchObject({ name, url, borgId, hasPassphrase: true, hasKey: false });
    expect(JSON.stringify(await find(id))).not.toContain('canary');
  });

  it('shows its passphrase to whoever sits at the server, and to nobody over the network', async () => {
    const { id, name } = await forget();
    await expect(revealForgotten(ctx, { id, isLocal: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await revealForgotten(ctx, { id, isLocal: true })).toEqual({
      passphrase: 'canary-forgotten',
      key: null,
    });
    const told = await ctx.db.auditEntry.findFirst({ where: { recordId: id }, orderBy: { id: 'desc' } });
    expect(told?.what).toBe(`Showed the secrets of the forgotten repository ${name}`);
  });

  it('is brought back with its secrets', async () => {
    const { id, name, url, borgId } = await forget();
    const restored = await restoreRepository(ctx, id);
    expect(restored).toMatchObject({ name, url, borgId, hasPassphrase: true });
    expect(await find(id)).toBeUndefined();
    await deleteRepository(ctx, restored.id);
    expect(await revealForgotten(ctx, { id: restored.id, isLocal: true })).toMatchObject({
      passphrase: 'canary-forgotten',
    });
  });

  it('is removed for good only after 90 days, and by its name', async () => {
    const { id, name } = await forget();
    await expect(removeForgotten(ctx, { id, name })).rejects.toMatchObject({ kind: 'kept-until' });
    const later: CoreContext = { ...ctx, clock: () => new Date(Date.now() + 91 * DAY_MS) };
    await expect(removeForgotten(later, { id, name: 'another' })).rejects.toMatchObject({
      fieldErrors: { name: [expect.any(String)] },
    });
    await removeForgotten(later, { id, name });
    expect(await find(id)).toBeUndefined();
  });
});
