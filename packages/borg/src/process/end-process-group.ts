import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isDead, type ProcessIdentity, processFate, readProcessStat } from './process-identity.ts';

/** How long each signal gets to work. Borg writes a checkpoint after SIGINT, rolls back after SIGTERM. */
export interface Grace {
  readonly interruptMs: number;
  readonly terminateMs: number;
}

export const DEFAULT_GRACE: Grace = { interruptMs: 60_000, terminateMs: 30_000 };

/** SIGKILL takes effect at once, except in a process that waits for a dead disk. */
const KILL_MS = 10_000;

/**
 * Ends a recorded process and its whole group: SIGINT, SIGTERM, SIGKILL, its identity proven before each.
 * Answers whether the group is proven gone; false also where it lives in another PID namespace.
 */
export async function endProcessGroup(
  identity: ProcessIdentity,
  grace: Grace = DEFAULT_GRACE,
): Promise<boolean> {
  if (processFate(identity) === 'unprovable') return false;
  const steps: ReadonlyArray<readonly [NodeJS.Signals, number]> = [
    ['SIGINT', grace.interruptMs],
    ['SIGTERM', grace.terminateMs],
    ['SIGKILL', KILL_MS],
  ];
  for (const [signal, waitMs] of steps) {
    if (signalGroup(identity, signal) === 0) return true;
    if (await isGoneWithin(identity, waitMs)) return true;
  }
  return false;
}

/** Signals every member of the group that is proven ours; answers how many there were. */
export function signalGroup(identity: ProcessIdentity, signal: NodeJS.Signals): number {
  const members = groupMembers(identity);
  for (const pid of members) {
    try {
      process.kill(pid, signal);
    } catch {
      // Ended between the look and the signal.
    }
  }
  return members.length;
}

/** Living members of a recorded group; none if the number was taken over by another process since. */
export function groupMembers(identity: ProcessIdentity): number[] {
  if (processFate(identity) === 'unprovable') return [];
  const leader = readProcessStat(identity.processGroup);
  if (leader && identity.pid === identity.processGroup && leader.startTime !== identity.startTime) return [];
  if (!groupExists(identity.processGroup)) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = readProcessStat(pid);
      return (
        stat !== null &&
        !isDead(stat) &&
        stat.processGroup === identity.processGroup &&
        BigInt(stat.startTime) >= BigInt(identity.startTime)
      );
    });
}

async function isGoneWithin(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  const end = performance.now() + waitMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 500)) {
    if (groupMembers(identity).length === 0) return true;
    if (performance.now() >= end) return false;
    await delay(Math.min(pause, Math.max(1, end - performance.now())));
  }
}

/** Spares the walk through /proc in the usual case. */
function groupExists(processGroup: number): boolean {
  try {
    process.kill(-processGroup, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // kill(2) fails only with errno errors
  }
}
