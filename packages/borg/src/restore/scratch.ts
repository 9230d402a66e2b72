import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from '../repository/borg-environment.ts';

const NAME = /^job-(\d{1,10})$/;

/** A folder of this server that one job unpacks into; nobody else may look at it. */
export async function makeScratch(environment: BorgEnvironment, jobId: number): Promise<string> {
  await removeScratch(environment, jobId);
  const folder = scratchPath(environment, jobId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Whatever modes were unpacked there; nothing to do is no error. */
export async function removeScratch(environment: BorgEnvironment, jobId: number): Promise<void> {
  await removeTree(scratchPath(environment, jobId));
}

/** Jobs whose folders are still there. */
export async function listScratch(environment: BorgEnvironment): Promise<number[]> {
  const names = await readdir(rootOf(environment)).catch(() => []); // nobody has made any yet
  return names.flatMap((name) => Number(NAME.exec(name)?.[1] ?? []));
}

/** Where it is, or would be. */
export function scratchPath(environment: BorgEnvironment, jobId: number): string {
  return join(rootOf(environment), `job-${jobId}`);
}

function rootOf({ baseDir }: BorgEnvironment): string {
  return join(baseDir, 'scratch');
}

async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch {
    // A folder without write permission keeps what lies in it, unless its owner is root.
    await openFolders(Buffer.from(path));
    await rm(path, { recursive: true, force: true });
  }
}

/** Names are bytes and stay so: as text some could not be found again. */
async function openFolders(path: Buffer): Promise<void> {
  await chmod(path, 0o700);
  for (const entry of await readdir(path, { withFileTypes: true, encoding: 'buffer' })) {
    if (entry.isDirectory()) await openFolders(Buffer.concat([path, Buffer.from('/'), entry.name]));
  }
}
