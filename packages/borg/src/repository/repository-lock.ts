import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from './borg-environment.ts';
import { borgLocation, localPathOf, type RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

/** Someone who holds a repository's lock, as Borg wrote it down (`borg/locking.py`). */
export interface LockHolder {
  readonly hostId: string;
  readonly pid: number;
  readonly access: 'exclusive' | 'shared';
}

/** Who holds the lock of a local repository, or of a cache; empty when it is free. */
export async function readLock(folder: string): Promise<LockHolder[]> {
  return [
    ...(await readExclusive(join(folder, 'lock.exclusive'))),
    ...(await readRoster(join(folder, 'lock.roster'))),
  ];
}

/** Takes away every lock of the repository and its cache; only after its holders are proven gone. Throws BorgFailure. */
export async function breakLock(environment: BorgEnvironment, target: RepositoryTarget): Promise<void> {
  await runBorg({ environment, target, args: ['break-lock', '--', borgLocation(target)] });
}

/** Null for a repository behind ssh: its lock cannot be looked at from here. */
export async function readRepositoryLock(target: RepositoryTarget): Promise<LockHolder[] | null> {
  const path = localPathOf(target);
  return path === null ? null : readLock(path);
}

/** One empty file for each holder: `<host id>.<pid>-<thread>`. */
async function readExclusive(folder: string): Promise<LockHolder[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const match = /^(.+)\.(\d+)-[0-9a-f]+$/.exec(name);
    return match ? [{ hostId: match[1] ?? '', pid: Number(match[2]), access: 'exclusive' as const }] : [];
  });
}

/** JSON: `{"shared": [[host id, pid, thread], …], "exclusive": […]}`. Borg deletes it with its last entry. */
async function readRoster(file: string): Promise<LockHolder[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  let roster: Record<string, unknown>;
  try {
    roster = JSON.parse(text) as Record<string, unknown>; // each part is looked at below
  } catch {
    return []; // Borg takes a broken roster for an empty one
  }
  return (['exclusive', 'shared'] as const).flatMap((access) => {
    const entries: unknown[] = Array.isArray(roster[access]) ? roster[access] : [];
    return entries.flatMap((entry) =>
      Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number'
        ? [{ hostId: entry[0], pid: entry[1], access }]
        : [],
    );
  });
}
