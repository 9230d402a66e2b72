import { settling } from '@borgcube/core/job/settling';
import type { DrillFinding } from '@borgcube/core/proof/record-proof';
import { settleDrillIn } from '@borgcube/core/proof/settle-drill';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { count } from './count-words.ts';
import type { Drill, DrillTally } from './drill.ts';

/** A drill that found out something goes into the ledger, whatever that is. */
export function drillOutcome(drill: Drill, tally: DrillTally, startedAt: Date): JobOutcome {
  const { parts, context, job } = drill;
  const core = parts.core();
  const finding = findingOf(drill, tally, { startedAt, endedAt: core.clock() });
  const isDamaged = tally.damage !== null;
  const settle = settling((tx) => settleDrillIn(tx, core, { finding, isDamaged }));
  const borgWarning = tally.warnings;
  if (!finding.isProven)
    return { state: 'failed', cause: causeOf(tally, job.config.scope), borgWarning, ...settle };
  context.progress({ percent: 100, message: wordsOf(tally) });
  return { state: 'done', archiveId: finding.archiveId, borgWarning, ...settle };
}

function findingOf(
  { job, subject }: Drill,
  { files, bytes, restoreMs, compareMs, items, total }: DrillTally,
  { startedAt, endedAt }: { readonly startedAt: Date; readonly endedAt: Date },
): DrillFinding {
  const { fingerprint: _, ...named } = subject;
  return {
    ...named,
    jobId: job.job.id,
    scope: job.config.scope,
    files,
    bytes,
    // Where nothing differs and nothing was compared, nothing is proven either.
    isProven: total === 0 && files > 0,
    differences: total === 0 ? null : { items, total },
    restoreDuration: Math.round(restoreMs),
    compareDuration: Math.round(compareMs),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
  };
}

function causeOf({ damage, items, total }: DrillTally, scope: string): FailureCause {
  const lines = items.map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`));
  const more = total > 1 ? `, and ${total - 1} more` : '';
  const message = total === 0 ? 'No file could be compared.' : `${lines[0]}${more}`;
  const paths = items.flatMap(({ path }) => (path === '' ? [] : path));
  return {
    kind: damage ? 'repository-damaged' : 'restore-differs',
    message,
    evidence: lines.slice(0, 6),
    scope,
    paths,
  };
}

function wordsOf({ files, bytes, restoreMs }: DrillTally): string {
  const rate = restoreMs > 0 ? `, ${sizeWords((bytes * 1000) / restoreMs)}/s` : '';
  return `${count(files, 'file')}, ${sizeWords(bytes)}, restored in ${(restoreMs / 1000).toFixed(1)}\u202fs${rate}, and the same.`;
}
