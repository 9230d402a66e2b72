import { completeSetup } from '@borgcube/core/setup/complete-setup';
import { offerSetup } from '@borgcube/core/setup/setup-link';
import { beginSignIn, endSignIn } from '@borgcube/core/sign-in/throttle-sign-in';
import { createToken } from '@borgcube/core/token/create-token';
import { findTokenActor } from '@borgcube/core/token/find-token-actor';
import { listTokens } from '@borgcube/core/token/list-tokens';
import { changePassword } from '@borgcube/core/user/change-password';
import { createUser } from '@borgcube/core/user/create-user';
import { deleteUser } from '@borgcube/core/user/delete-user';
import { listUsers } from '@borgcube/core/user/list-users';
import type { PeopleContext } from '@borgcube/core/user/people-context';
import { updateUser } from '@borgcube/core/user/update-user';
import type { Actor, Role } from '@borgcube/domain/actor/actor';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { beforeEach, describe, expect, it } from 'vitest';

const MINUTE = 60_000;
const PASSWORD = 'correct horse battery';

describeDatabases('people', (open) => {
  let now: Date;
  let ctx: PeopleContext;
  const as = (role: Role): PeopleContext => {
    const actor: Actor = { type: 'user', id: 'tester', name: 'Tester', role };
    return { ...ctx, actor };
  };
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const makeUser = (name: string, role: Role = 'admin') =>
    createUser(ctx, { name, email: `${name}@Example.org`, role, password: PASSWORD });

  beforeEach(async () => {
    now = new Date('2026-11-22T10:00:00.000Z');
    const { db } = await open();
    const actor: Actor = { type: 'cli', id: '0', name: 'Command line', role: 'admin' };
    ctx = { db, clock: () => now, actor };
  });

  it('only admins make, list, change and delete users and tokens', async () => {
    for (const role of ['viewer', 'operator'] as const) {
      const acts = [
        () => createUser(as(role), { name: 'x', email: 'x@example.org', role: 'admin', password: PASSWORD }),
        () => listUsers(as(role), { limit: 50 }),
        () => updateUser(as(role), { id: 'x', role: 'admin' }),
        () => deleteUser(as(role), 'x'),
        () => createToken(as(role), { name: 'x', role: 'viewer' }),
        () => listTokens(as(role), { limit: 50 }),
      ];
      for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('an address is one person’s, however it is written', async () => {
    const ada = await makeUser('ada');
    expect(ada.email).toBe('ada@example.org');
    await expect(makeUser('ADA')).rejects.toMatchObject({ code: 'CONFLICT', kind: 'name-taken' });
  });

  it('lists go page by page, newest first', async () => {
    for (const name of ['a', 'b', 'c']) {
      await makeUser(name);
      later(1);
    }
    const first = await listUsers(ctx, { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['c', 'b']);
    const second = await listUsers(ctx, { limit: 2, cursor: first.nextCursor });
    expect([second.items.map(({ name }) => name), second.nextCursor]).toEqual([['a'], null]);
  });

  it('two admins who remove each other at the same instant leave one', async () => {
    const [ada, eve] = [await makeUser('ada'), await makeUser('eve')];
    const acts = [deleteUser(ctx, ada.id), updateUser(ctx, { id: eve.id, role: 'viewer' })];
    const ended = await Promise.allSettled(acts);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { items } = await listUsers(ctx, { limit: 50 });
    expect(items.filter(({ role }) => role === 'admin')).toHaveLength(1);
  });

  it('a change is refused for nobody', async () => {
    await expect(updateUser(ctx, { id: 'nobody', name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(deleteUser(ctx, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a stolen session guesses the password no faster than a stranger', async () => {
    const ada = await makeUser('ada');
    const session: PeopleContext = {
      ...ctx,
      actor: { type: 'user', id: ada.id, name: 'ada', role: 'admin' },
    };
    const change = (currentPassword: string) =>
      changePassword(session, { currentPassword, newPassword: 'another horse battery' }, null);
    for (let guess = 1; guess <= 5; guess += 1) {
      await expect(change(`guess ${guess}`)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    await expect(change(PASSWORD)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    later(MINUTE);
    await change(PASSWORD);
  });

  it('what was done is written down, passwords are not', async () => {
    const ada = await makeUser('ada');
    await updateUser(ctx, { id: ada.id, name: 'Ada L.', password: 'a new horse battery' });
    await createToken(ctx, { name: 'script', role: 'viewer' });
    const rows = await ctx.db.auditEntry.findMany({ orderBy: { id: 'asc' } });
    expect(rows.map(({ what, actor }) => [what, actor])).toEqual([
      ['Added user ada@example.org as admin', 'cli:0'],
      ['Changed user ada@example.org', 'cli:0'],
      ['Added token script as viewer', 'cli:0'],
    ]);
    expect(rows[1]?.changes).toEqual({ name: { from: 'ada', to: 'Ada L.' }, password: { changed: true } });
    expect(JSON.stringify(rows)).not.toMatch(/horse|bct_/);
  });

  describe('tokens', () => {
    it('stand for their role until they end; use is noted at most once a minute', async () => {
      const made = await createToken(ctx, { name: 'script', role: 'operator', expires: '1h' });
      const noted = async () => (await listTokens(ctx, { limit: 50 })).items[0]?.lastUsedAt;
      expect(await findTokenActor(ctx, made.token)).toMatchObject({
        type: 'token',
        id: made.id,
        role: 'operator',
      });
      expect(await noted()).toBe('2026-11-22T10:00:00.000Z');
      later(MINUTE - 1);
      await findTokenActor(ctx, made.token);
      expect(await noted()).toBe('2026-11-22T10:00:00.000Z');
      later(2);
      await findTokenActor(ctx, made.token);
      expect(await noted()).toBe('2026-11-22T10:01:00.001Z');
      later(59 * MINUTE);
      expect(await findTokenActor(ctx, made.token)).toBeNull();
      expect(await findTokenActor(ctx, `${made.token}x`)).toBeNull();
      const rows = await ctx.db.apiToken.findMany();
      expect(JSON.stringify(rows)).not.toContain(made.token.slice(4));
    });
  });

  describe('the setup link', () => {
    const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD };

    it('works for a day, until the next one, and once of two at the same instant', async () => {
      const first = await offerSetup(ctx);
      const second = await offerSetup(ctx);
      await expect(completeSetup(ctx, { token: String(first), ...ada })).rejects.toMatchObject({
        kind: 'setup-link-invalid',
      });
      later(24 * 60 * MINUTE);
      await expect(completeSetup(ctx, { token: String(second), ...ada })).rejects.toMatchObject({
        kind: 'setup-link-invalid',
      });
      const token = String(await offerSetup(ctx));
      const twice = ['ada', 'eve'].map((name) =>
        completeSetup(ctx, { ...ada, token, email: `${name}@example.org` }),
      );
      const ended = await Promise.allSettled(twice);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await listUsers(ctx, { limit: 50 })).items).toHaveLength(1);
      expect(await offerSetup(ctx)).toBeNull();
    });
  });

  describe('the sign-in limit', () => {
    const attempt = { account: 'ada@example.org', address: '198.51.100.7' };
    const refused = { code: 'TOO_MANY_REQUESTS', kind: 'sign-in-throttled' };

    it('lets five wrong ones pass, then waits longer each time', async () => {
      for (let n = 0; n < 5; n += 1) await beginSignIn(ctx, attempt);
      for (const wait of [5_000, 10_000, 20_000]) {
        later(wait - 1);
        await expect(beginSignIn(ctx, attempt)).rejects.toMatchObject(refused);
        later(1);
        await beginSignIn(ctx, attempt);
      }
      later(24 * 60 * MINUTE + 1);
      for (let n = 0; n < 4; n += 1) await beginSignIn(ctx, attempt);
      await beginSignIn(ctx, attempt);
      await expect(beginSignIn(ctx, attempt)).rejects.toMatchObject(refused);
    });

    it('holds for the account from any address, in any spelling', async () => {
      for (let n = 0; n < 5; n += 1) await beginSignIn(ctx, { ...attempt, address: `198.51.100.${n}` });
      const other = { account: ' ADA@example.org', address: '203.0.113.1' };
      await expect(beginSignIn(ctx, other)).rejects.toMatchObject(refused);
      await beginSignIn(ctx, { account: 'eve@example.org', address: '203.0.113.1' });
    });

    it('is not reset for an address by signing in to an account of one’s own', async () => {
      const own = { account: 'mallory@example.org', address: attempt.address };
      let passed = 0;
      for (let n = 0; n < 30; n += 1) {
        const guess = { account: `victim${n}@example.org`, address: attempt.address };
        if (
          await beginSignIn(ctx, guess).then(
            () => true,
            () => false,
          )
        )
          passed += 1;
        await beginSignIn(ctx, own).then(
          () => endSignIn(ctx, own),
          () => {},
        );
      }
      expect(passed).toBeLessThanOrEqual(10);
    });

    it('counts attempts before their outcome: of forty at once five pass', async () => {
      const all = await Promise.allSettled(
        Array.from({ length: 40 }, (_, n) => beginSignIn(ctx, { ...attempt, address: `198.51.100.${n}` })),
      );
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    });
  });
});
