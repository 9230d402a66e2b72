import { BorgFailure } from '../exit/borg-failure.ts';
import { type FilesRequest, listFiles } from './list-files.ts';

export interface UnreadableFile {
  readonly path: string;
  /** What Borg says of it. */
  readonly reason: string;
}

/**
 * The files of a selection whose content Borg cannot read, in the order of the archive. Borg gives up at the first one and
 * does not name it: it is the one after those that it read, and is passed over the next time; so at most `max` are found.
 */
export async function findUnreadable(request: FilesRequest, max: number): Promise<UnreadableFile[]> {
  const found: UnreadableFile[] = [];
  while (found.length < max) {
    const asked = { ...request, except: found.map(({ path }) => path) };
    const { read, reason } = await readUntilDamage(asked);
    if (reason === null) return found;
    const path = await fileAt(asked, read);
    // It is damaged, but in no file: nothing can be named.
    if (path === null) return found;
    found.push({ path, reason });
  }
  return found;
}

/** How many files were read, and what stopped it; null: all of them were. */
async function readUntilDamage(
  request: FilesRequest,
): Promise<{ readonly read: number; readonly reason: string | null }> {
  let read = 0;
  try {
    for await (const _ of listFiles(request, { isRead: true })) read += 1;
    return { read, reason: null };
  } catch (error) {
    if (!(error instanceof BorgFailure) || error.failure.kind !== 'repository-damaged') throw error;
    return { read, reason: error.failure.message ?? 'Its content cannot be read.' };
  }
}

async function fileAt(request: FilesRequest, index: number): Promise<string | null> {
  let at = 0;
  for await (const { path } of listFiles(request)) {
    if (at === index) return path;
    at += 1;
  }
  return null;
}
