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

export const NOTHING_RAN: RanCreate = { cause: null, archive: null, warnings: [], mountPoints: [] };

const CreateJson = z.object({
  archive: ArchiveJson,
  cache: z.object({
    stats: z.object({ total_size: z.number(), total_csize: z.number(), unique_csize: z.number() }),
  }),
});

/** The archive in the document of `create --json` or `import-tar --json`; null where there is none. */
export function archiveOfJson(document: string): ArchiveFigures | null {
  try {
    const { archive, cache } = CreateJson.parse(JSON.parse(document));
    const { total_size: originalSize, total_csize: compressedSize, unique_csize } = cache.stats;
    return { ...archive, repository: { originalSize, compressedSize, deduplicatedSize: unique_csize } };
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
