import type { Readable } from 'node:stream';

/**
 * Calls back as soon as a stream is destroyed. A stream that is made of a generator closes only when the generator goes
 * on, and it may be waiting for the very process that is to be ended.
 */
export function onDestroy(stream: Readable, callback: () => void): void {
  const destroy = stream._destroy.bind(stream);
  stream._destroy = (error, done) => {
    callback();
    destroy(error, done);
  };
}
