import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { z } from 'zod';
import { type ArchiveFigures, ArchiveJson } from '../repository/list-archives.ts';

/** What a transport has to tell once its Borg and its commands are done. */
export interface RanCreate {
  readonly cause: FailureCause | null;
  readonly archive: ArchiveFigures | null;
  readonly warnings: readonly string[];
  readonly mountPoints: readonly string[];
}

/** The archive in the document of `create --json`; null where there is none. */
export function archiveOfJson(document: string): ArchiveFigures | null {
  try {
    return z.object({ archive: ArchiveJson }).parse(JSON.parse(document)).archive;
  } catch {
    return null;
  }
}

/** Borg ended well but without the document that proves its archive. */
export const NO_DOCUMENT: FailureCause = {
  kind: 'command-failed',
  message: 'Borg ended without the figures of its archive.',
};

/** Told to the command after as BORGCUBE_OUTCOME. */
export type CommandOutcome = 'done' | 'failed' | 'cancelled';

/** Stands in the environment of every process of a run, so that it can be proven later, on a client too. */
export function markerOf({ configId, jobId }: { readonly configId: string; readonly jobId: number }): string {
  if (!/^[A-Za-z0-9_-]+$/.test(configId)) throw new RangeError(`${configId} is no id of a config.`);
  return `${configId}.${jobId}`;
}
