import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { EntryCounts } from './plan-restore.ts';
import { removeTree } from './remove-tree.ts';

const NAME = /^job-(\d{1,10})$/;

/** What an entry takes beside its bytes. */
const ENTRY_COSTS = 8192;

/** About as many bytes as entries take on this server. */
export function scratchNeeded({ files, folders, links, others, bytes }: EntryCounts): number {
  return bytes + (files + folders + links + others) * ENTRY_COSTS;
}

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
