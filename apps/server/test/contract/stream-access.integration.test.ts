import { type IncomingMessage, request } from 'node:http';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf, post } from './ask.ts';

const PASSWORD = 'a long password';

describe('an open event stream', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  let count = 0;
  const makeUser = async () => {
    const email = `user${++count}@example.org`;
    const { id } = await house.mutate<{ id: string }>('users.create', {
      email,
      name: 'Ada',
      role: 'viewer',
      password: PASSWORD,
    });
    const signedIn = await post(
      `${house.server.url}/api/auth/sign-in/email`,
      { email, password: PASSWORD },
      { origin: house.server.url },
    );
    return { id, cookie: cookiesOf(signedIn) };
  };
  /** Resolves once the stream is open; `ended` once it is not. */
  const open = async (headers: Record<string, string>) => {
    const call = request(`${house.server.url}/trpc/jobs.onChange`, { headers, agent: false });
    const ended = new Promise<void>((resolve) => call.once('close', () => resolve()));
    call.on('error', () => {});
    call.end();
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      call.once('response', (answer) => {
        answer.on('error', () => {});
        if (answer.statusCode !== 200) reject(new Error(`status ${answer.statusCode}`));
        answer.once('data', () => resolve(answer)).resume();
      });
    });
    return {
      ended,
      isWhole: () => stream.complete,
      isOpen: () => !call.destroyed,
      close: () => call.destroy(),
    };
  };

  it('ends at once when its user signs out, and another one stays', async () => {
    const [ada, eve] = [await makeUser(), await makeUser()];
    const [stream, other] = [await open({ cookie: ada.cookie }), await open({ cookie: eve.cookie })];
    const headers = { origin: house.server.url, cookie: ada.cookie };
    expect((await post(`${house.server.url}/api/auth/sign-out`, {}, headers)).status).toBe(200);
    await stream.ended;
    // Cut off, it would be told in the browser as a fault.
    expect(stream.isWhole()).toBe(true);
    await expect(open({ cookie: ada.cookie })).rejects.toThrow('status 401');
    expect(other.isOpen()).toBe(true);
    other.close();
  });

  it('ends when its user gets another role, and may be opened again with that', async () => {
    const { id, cookie } = await makeUser();
    const stream = await open({ cookie });
    await house.mutate('users.update', { id, role: 'operator' });
    await stream.ended;
    const again = await open({ cookie });
    await house.mutate('users.update', { id, role: 'viewer' });
    await again.ended;
    await expect(open({ cookie })).rejects.toThrow('status 401');
  });

  it('ends when its user is deleted, and when its token is', async () => {
    const { id, cookie } = await makeUser();
    const stream = await open({ cookie });
    await house.mutate('users.delete', { id });
    await stream.ended;
    const token = await house.mutate<{ id: string; token: string }>('tokens.create', {
      name: 'watcher',
      role: 'viewer',
    });
    const watching = await open({ authorization: `Bearer ${token.token}` });
    await house.mutate('tokens.delete', { id: token.id });
    await watching.ended;
  });
});
