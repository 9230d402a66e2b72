import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { TargetLook } from './look-at-target.ts';
import type { RestorePlan } from './plan-restore.ts';
import type { Channel, RestorePlaces } from './restore-run.ts';
import { scratchNeeded } from './scratch.ts';

/** A way, and why it is not possible; null: it is. */
export interface JudgedChannel {
  readonly channel: Channel;
  readonly problem: FailureCause | null;
}

export interface ChannelFacts {
  readonly places: RestorePlaces;
  readonly plan: RestorePlan;
  readonly look: TargetLook;
  /** Bytes that this server can take for a while; null: not told. */
  readonly scratchSpace: number | null;
}

/** All ways, the one that keeps most first. */
export function judgeChannels(facts: ChannelFacts): readonly JudgedChannel[] {
  return [
    { channel: 'borg', problem: borgProblem(facts) },
    { channel: 'scratch', problem: tarProblem(facts) ?? roomProblem(facts) },
    { channel: 'tar', problem: tarProblem(facts) },
  ];
}

function borgProblem({ places: { machine, clientBorg }, look }: ChannelFacts): FailureCause | null {
  if (machine.type === 'server') return null;
  if (!clientBorg) {
    return {
      kind: 'command-failed',
      message: "The repository is not this client's own: it gets no key of it.",
    };
  }
  if (look.borg !== null) return null;
  return { kind: 'client-borg-missing', message: `There is no ${clientBorg.remoteBorg} on the client.` };
}

function tarProblem({ places: { machine }, look }: ChannelFacts): FailureCause | null {
  if (machine.type === 'server') {
    return { kind: 'command-failed', message: 'Nothing is sent to this server itself: Borg writes here.' };
  }
  if (!look.missing.some((program) => program.includes('tar'))) return null;
  return { kind: 'command-failed', program: 'tar', message: 'The client has no GNU tar.' };
}

function roomProblem({ plan, scratchSpace }: ChannelFacts): FailureCause | null {
  const needed = scratchNeeded(plan.counts);
  if (scratchSpace === null || scratchSpace >= needed) return null;
  const message = `About ${needed} bytes would be unpacked on this server for a while, and ${scratchSpace} are free for that.`;
  return { kind: 'server-enospc', message, evidence: [message] };
}
