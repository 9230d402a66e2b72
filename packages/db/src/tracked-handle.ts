export class HandleEndedError extends Error {
  override name = 'HandleEndedError';
  override message = 'the savepoint of this handle has ended';
}

/**
 * A stand-in for a Prisma handle that knows which of its statements are under way. After `end()`, which waits for them,
 * every further statement is refused: work that was given up on must not write into the rest of its transaction.
 */
export function trackHandle<T extends object>(target: T): { handle: T; end: () => Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  let ended = false;

  const start = (query: PromiseLike<unknown>): Promise<unknown> => {
    if (ended) return Promise.reject(new HandleEndedError());
    const running = Promise.resolve(query);
    underWay.add(running);
    const done = () => underWay.delete(running);
    running.then(done, done);
    return running;
  };

  const wrap = <V>(value: V, owner: unknown): V => {
    if (typeof value === 'function') {
      // Same signature, other results: TypeScript cannot follow a wrapper of unknown functions.
      return ((...args: unknown[]) => wrap(Reflect.apply(value, owner, args), undefined)) as V;
    }
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get(object, key) {
        const member: unknown = Reflect.get(object, key);
        // A Prisma query is a thenable that is sent when `then` is called.
        const isQuery = typeof key === 'string' && ['then', 'catch', 'finally'].includes(key);
        if (!isQuery || typeof member !== 'function' || !isThenable(object)) return wrap(member, object);
        return (...args: unknown[]) => {
          const running = start(object);
          return Reflect.apply(Reflect.get(running, key), running, args);
        };
      },
    });
  };

  const end = async () => {
    ended = true;
    await Promise.allSettled(underWay);
  };
  return { handle: wrap(target, undefined), end };
}

function isThenable(value: object): value is PromiseLike<unknown> {
  return 'then' in value && typeof value.then === 'function';
}
