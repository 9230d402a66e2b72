import { type CompactResult, compactRepository } from '@borgcube/borg/repository/compact-repository';
import { freeSpace } from '@borgcube/borg/repository/free-space';
import { localPathOf } from '@borgcube/borg/repository/repository-target';
import type { SettlingWrite } from '@borgcube/core/job/settling';
import { recordMaintenance } from '@borgcube/core/repository/record-maintenance';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { followVerb } from './follow-verb.ts';
import type { OpenRepository } from './open-repository.ts';

export interface Compacted {
  readonly result: CompactResult;
  /** `Compaction freed about 5.09 MiB.` */
  readonly words: string;
  /** For the settling transaction, when Borg was done. */
  readonly record: SettlingWrite;
}

/** Gives back the room of what was deleted; of a repository that was found untampered. */
export async function compactStep(
  parts: BackupParts,
  { id, target }: OpenRepository,
  { context, marker }: { readonly context: JobContext; readonly marker: string },
): Promise<Compacted> {
  const { environment } = parts;
  const { signal } = context;
  const result = await followVerb(context, (events) =>
    compactRepository({ environment, target, signal, marker, events }),
  );
  const path = localPathOf(target);
  const free = path === null ? null : ((await freeSpace(path))?.free ?? null);
  return {
    result,
    words: result.freed === null ? 'Compacted.' : `Compaction freed about ${sizeWords(result.freed)}.`,
    record: recordMaintenance(parts.core(), id, { act: 'lastCompact', free }),
  };
}
