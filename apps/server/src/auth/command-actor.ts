import type { Actor } from '@borgcube/domain/actor/actor';

/** Whoever could open the socket: the user that the server runs as, or root. */
export function commandActor(): Actor {
  const uid = String(process.getuid?.() ?? 0);
  return { type: 'cli', id: uid, name: `Command line (uid ${uid})`, role: 'admin' };
}
