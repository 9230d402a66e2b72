import type { EventBus } from '@borgcube/core/event/event-bus';
import type { FastifyReply } from 'fastify';
import type { Identity } from '../auth/identify-actor.ts';

/** A stream that does not end when it is told to is cut. Milliseconds. */
const CUT_AFTER_MS = 1000;

/**
 * Aborts a stream once whoever reads it signs out, is deleted or is given another role. The browser opens it again at
 * once, and is then looked at anew. On other nodes this happens when the stream's own time is over.
 */
export function endWithAccess(
  bus: EventBus,
  { actor, sessionId }: Identity,
  reply: FastifyReply,
): AbortSignal {
  const subjects = [`${actor?.type}:${actor?.id}`, `session:${sessionId}`];
  const closed = new AbortController();
  const ended = new AbortController();
  reply.raw.once('close', () => closed.abort());
  const ends = bus.subscribe({
    filter: (event) => event.type === 'access' && subjects.includes(event.subject),
    signal: closed.signal,
  });
  void ends.next().then(({ done }) => {
    if (done === true) return;
    ended.abort();
    const cut = setTimeout(() => reply.raw.destroy(), CUT_AFTER_MS);
    closed.signal.addEventListener('abort', () => clearTimeout(cut));
  });
  return ended.signal;
}
