import type { RestorePlan } from '@borgcube/borg/restore/plan-restore';
import type { Selection } from '@borgcube/borg/restore/selection';
import type { LoadedDrill } from '@borgcube/core/proof/load-drill';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { DrillJobData } from '@borgcube/domain/proof/drill';
import { DIFFERENCES_KEPT } from '@borgcube/domain/proof/proof';
import type { JobContext, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import type { OpenRepository } from './open-repository.ts';

/** One drill under way. */
export interface Drill {
  readonly parts: BackupParts;
  readonly job: RunnableJob<DrillJobData>;
  readonly context: JobContext;
  readonly repository: OpenRepository;
  readonly subject: LoadedDrill;
  /** All files of it lie here. */
  readonly folder: string;
  readonly marker: string;
}

/** What the acts on the archive of a drill have in common. */
export function sourceOf({ parts, repository, subject, marker, context }: Drill) {
  const { environment } = parts;
  const { target } = repository;
  return { environment, target, archive: subject.archiveName, marker, signal: context.signal };
}

export function selectionOf({ paths, above }: RestorePlan): Selection {
  return { whole: paths, single: above };
}

/** What a drill has found out so far. */
export class DrillTally {
  /** Files that were restored and are as they were stored. */
  files = 0;
  bytes = 0;
  restoreMs = 0;
  compareMs = 0;
  total = 0;
  /** Of the repository. */
  damage: FailureCause | null = null;
  readonly items: { path: string; reason: string }[] = [];
  readonly warnings: string[] = [];

  differs(path: string, reason: string): void {
    this.total += 1;
    if (this.items.length < DIFFERENCES_KEPT) this.items.push({ path, reason });
  }
}
