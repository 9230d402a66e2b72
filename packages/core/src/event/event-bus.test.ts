import { describe, expect, it } from 'vitest';
import { type BusEvent, EventBus, type EventGap, type Subscription } from './event-bus.ts';

const publish = (bus: EventBus, count: number, noun = 'client') => {
  for (let i = 0; i < count; i++) bus.publish({ type: 'record', noun, recordId: String(i) });
};

async function take(bus: EventBus, count: number, subscription: Subscription = {}) {
  const taken: Array<BusEvent | EventGap> = [];
  const events = bus.subscribe(subscription);
  return async () => {
    while (taken.length < count) {
      const { value, done } = await events.next();
      if (done) break;
      taken.push(value);
    }
    await events.return?.();
    return taken;
  };
}

describe('the event bus', () => {
  it('delivers what was published after the call, in order, with increasing ids', async () => {
    const bus = new EventBus(100);
    publish(bus, 3);
    const taking = await take(bus, 2);
    publish(bus, 2);
    expect((await taking()).map((event) => event.id)).toEqual([104, 105]);
  });

  it('wakes a subscriber that waits', async () => {
    const bus = new EventBus(0);
    const events = bus.subscribe();
    const next = events.next();
    publish(bus, 1);
    expect((await next).value).toMatchObject({ id: 1, type: 'record' });
  });

  it('sends only what the subscriber asked for', async () => {
    const bus = new EventBus(0);
    const taking = await take(bus, 1, { filter: (event) => event.type === 'record' && event.noun === 'job' });
    publish(bus, 2, 'client');
    publish(bus, 1, 'job');
    expect(await taking()).toMatchObject([{ noun: 'job', id: 3 }]);
  });

  it('sends again what a returning subscriber missed', async () => {
    const bus = new EventBus(0);
    publish(bus, 5);
    expect((await (await take(bus, 2, { after: 3 }))()).map((event) => event.id)).toEqual([4, 5]);
  });

  it.each([
    ['from before what is kept', 1],
    ['of an earlier, longer-lived server', 99_999],
  ])('tells of a gap to one who comes back with an id %s', async (_, after) => {
    const bus = new EventBus(0);
    publish(bus, 3000);
    expect(await (await take(bus, 1, { after }))()).toEqual([{ type: 'gap', id: 3000 }]);
  });

  it('tells a slow subscriber of a gap instead of keeping everything for it', async () => {
    const bus = new EventBus(0);
    const taking = await take(bus, 1);
    publish(bus, 1500);
    expect(await taking()).toEqual([{ type: 'gap', id: 1001 }]);
  });

  it('ends with the signal', async () => {
    const bus = new EventBus(0);
    const ends = new AbortController();
    const events = bus.subscribe({ signal: ends.signal });
    const next = events.next();
    ends.abort();
    expect((await next).done).toBe(true);
    expect((await bus.subscribe({ signal: ends.signal }).next()).done).toBe(true);
  });
});
