import { closeSync, openSync } from 'node:fs';
import { basename, dirname } from 'node:path';

export const SOCKET_NAME = 'borgcube.sock';
/** The kernel's limit for the path of a socket, its final zero byte included. */
const SOCKET_PATH_MAX = 108;

/** Lends a path that fits into a socket address, however deep the data directory lies. */
export async function withShortPath<T>(path: string, use: (path: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) < SOCKET_PATH_MAX) return use(path);
  const directory = openSync(dirname(path), 'r');
  try {
    return await use(`/proc/self/fd/${directory}/${basename(path)}`);
  } finally {
    closeSync(directory);
  }
}
