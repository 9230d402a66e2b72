import type { Readable } from 'node:stream';

/** Destroys the content when nobody waits for it any more. */
export function endWith(signal: AbortSignal | undefined, content: Readable): void {
  const stop = () => content.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  content.once('close', () => signal?.removeEventListener('abort', stop));
  if (signal?.aborted) stop();
}
