import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal, isStable } from '@borgcube/domain/job/job-state';
import { formatDuration } from '../../ui/format/duration.ts';

export type SegmentStanding = 'past' | 'current' | 'failed' | 'stopped' | 'ahead';

export interface TrackSegment {
  name: string;
  title: string;
  standing: SegmentStanding;
  /** Part of the track by expected duration, 0 to 1. */
  share: number;
  /** How much of the segment is filled, 0 to 1. */
  filled: number;
  words: string;
}

type Tracked = Pick<JobDetail, 'state' | 'states' | 'transitions' | 'progress'>;

/** No segment is so narrow that its name is lost. */
const LEAST_SHARE = 0.08;

/** One segment per state that the kind declares between queue and end, in their order, with what is known of each. */
export function trackSegments(job: Tracked, now: Date): TrackSegment[] {
  const states = job.states.filter((state) => !isStable(state.name));
  const shares = expectedShares(states.map((state) => state.usualMs));
  const last = job.transitions.findLast((step) => states.some((state) => state.name === step.state))?.state;
  return states.map((state, index) => {
    const standing = standingOf(state.name, last, job);
    const durationMs = durationOf(state.name, job, now);
    return {
      name: state.name,
      title: state.verboseName,
      standing,
      share: shares[index] ?? 0,
      filled:
        standing === 'current' ? currentFill(job, durationMs, state.usualMs) : standing === 'ahead' ? 0 : 1,
      words: wordsOf(standing, durationMs, state.usualMs, isFinal(job.state)),
    };
  });
}

function standingOf(name: string, last: string | undefined, job: Tracked): SegmentStanding {
  if (!job.transitions.some((step) => step.state === name)) return 'ahead';
  if (name !== last) return 'past';
  if (job.state === 'failed') return 'failed';
  if (job.state === 'cancelled') return 'stopped';
  return job.state === name ? 'current' : 'past';
}

/** Time from entering a state to the next transition of any kind, or to now. */
function durationOf(name: string, job: Tracked, now: Date): number | null {
  const at = job.transitions.findLastIndex((step) => step.state === name);
  const entered = job.transitions[at];
  if (!entered) return null;
  const left = job.transitions[at + 1];
  const end = left ? Date.parse(left.at) : now.getTime();
  return Math.max(0, end - Date.parse(entered.at));
}

function currentFill(job: Tracked, durationMs: number | null, usualMs: number | null): number {
  if (job.progress && job.progress.percent !== null) return Math.min(1, job.progress.percent / 100);
  if (durationMs === null || !usualMs) return 0.5;
  return Math.min(0.95, durationMs / usualMs);
}

function wordsOf(
  standing: SegmentStanding,
  durationMs: number | null,
  usualMs: number | null,
  ended: boolean,
): string {
  const usual = usualMs === null ? null : `usual ${formatDuration(usualMs)}`;
  if (standing === 'ahead') return ended ? 'not reached' : (usual ?? 'not reached yet');
  const took = durationMs === null ? 'not known' : formatDuration(durationMs);
  if (standing === 'past' || usual === null) return took;
  return `${took}, ${usual}`;
}

/** Shares by usual duration; states without one weigh as much as the median of the others. */
export function expectedShares(usual: readonly (number | null)[]): number[] {
  const known = usual.filter((ms): ms is number => ms !== null).sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)] ?? 1;
  const weights = usual.map((ms) => Math.max(1, ms ?? median));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const raised = weights.map((weight) => Math.max(LEAST_SHARE, weight / total));
  const raisedTotal = raised.reduce((sum, share) => sum + share, 0);
  return raised.map((share) => share / raisedTotal);
}
