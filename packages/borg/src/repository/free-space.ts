import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes; `free` is what an ordinary user may still write. */
export interface FreeSpace {
  readonly free: number;
  readonly total: number;
}

const GIB = 1024 ** 3;

/** Of the file system on which `path` lies, or would lie when it is made; null where that cannot be told. */
export async function freeSpace(path: string): Promise<FreeSpace | null> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, blocks, bsize } = await statfs(folder);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // statfs(2) fails only with errno errors
      if ((code !== 'ENOENT' && code !== 'ENOTDIR') || folder === dirname(folder)) return null;
    }
  }
}

/** What must stay free: 5 % of the file system, at most 2 GiB. */
export function reservedSpace({ total }: FreeSpace): number {
  return Math.floor(Math.min(total * 0.05, 2 * GIB));
}

export function hasRoom(space: FreeSpace): boolean {
  return space.free >= reservedSpace(space);
}
