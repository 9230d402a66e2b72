import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';

export interface RestoreNote {
  /** The folder at the target that the restore unpacks into. */
  readonly staging: string;
  /** Files may have gone to their places. */
  readonly isPlacing: boolean;
}

const noteFile = ({ baseDir }: BorgEnvironment, jobId: number) => join(baseDir, 'restores', `${jobId}.json`);

/** What the next start has to know of a restore if everything goes down now. */
export async function writeNote(
  environment: BorgEnvironment,
  jobId: number,
  note: RestoreNote,
): Promise<void> {
  await mkdir(join(environment.baseDir, 'restores'), { recursive: true, mode: 0o700 });
  await writeFile(noteFile(environment, jobId), JSON.stringify(note), { mode: 0o600 });
}

/** Null: it had made nothing at the target, or did so on another node. */
export async function readNote(environment: BorgEnvironment, jobId: number): Promise<RestoreNote | null> {
  const text = await readFile(noteFile(environment, jobId), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as RestoreNote; // ours: written by writeNote
  } catch {
    return null; // half written
  }
}

export async function removeNote(environment: BorgEnvironment, jobId: number): Promise<void> {
  await rm(noteFile(environment, jobId), { force: true });
}
