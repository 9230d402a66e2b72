import { z } from 'zod';

/** Whose host id a lock names, seen from this node (`BORG_HOST_ID`: machine, boot, PID namespace). */
export type HolderOrigin = 'this-namespace' | 'earlier-boot' | 'other-namespace' | 'foreign';

export interface SeenHolder {
  readonly host: string;
  readonly pid: number;
  readonly origin: HolderOrigin;
  /** Of the living process with this number; null: there is none, or it cannot be looked at from here. */
  readonly startTime: string | null;
}

/** A process that a job of ours started. */
export interface JobsProcess {
  readonly jobId: number;
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
  readonly pidNamespace: string;
  readonly endedAt: Date | null;
}

export const LockFate = z.enum(['gone', 'alive', 'unknown']);
export type LockFate = z.infer<typeof LockFate>;

export interface LockProof {
  readonly fate: LockFate;
  readonly jobId: number | null;
  readonly sentence: string;
}

/** Whether whoever holds a lock is proven gone: only then may it be broken without a person who answers for it. */
export function proveHolder(holder: SeenHolder, processes: readonly JobsProcess[]): LockProof {
  const end = (one: JobsProcess) => `_${one.bootId}_${one.pidNamespace}`;
  const sameHost = processes.filter((one) => holder.host.endsWith(end(one)));
  const same = sameHost.filter((one) => one.pid === holder.pid);
  const jobId = same[0]?.jobId ?? null;
  const of = jobId === null ? `Process ${holder.pid}` : `Process ${holder.pid} of job ${jobId}`;
  const tell = (fate: LockFate, sentence: string): LockProof => ({ fate, jobId, sentence });
  switch (holder.origin) {
    case 'foreign':
      return tell(
        'unknown',
        `${holder.host} is no machine of BorgCube; whether its process ${holder.pid} lives cannot be seen from here.`,
      );
    case 'earlier-boot':
      return sameHost.length > 0
        ? tell('gone', `${of} ran before this machine was started anew: it is gone.`)
        : tell('unknown', `${of} belongs to a boot of a machine with this id in which no job of ours ran.`);
    case 'other-namespace':
      return same.length > 0 && same.every((one) => one.endedAt !== null)
        ? tell('gone', `${of} was seen ending.`)
        : tell(
            'unknown',
            `${of} belongs to another container on this machine and cannot be looked at from here.`,
          );
    case 'this-namespace': {
      if (holder.startTime === null) return tell('gone', `${of} is gone from this machine.`);
      const isAnother = same.length > 0 && same.every((one) => one.startTime !== holder.startTime);
      return isAnother
        ? tell('gone', `${of} is gone: another program has its number now.`)
        : tell('alive', `${of} is at work on this machine.`);
    }
  }
}

/** The lock of a repository and who holds the repository here. */
export const RepositoryLockView = z.object({
  /** False: the repository lies behind ssh, and its lock cannot be looked at from here. */
  readable: z.boolean(),
  holders: z.array(
    z.object({
      host: z.string(),
      pid: z.int(),
      exclusive: z.boolean(),
      fate: LockFate,
      jobId: z.int().nullable(),
      sentence: z.string(),
    }),
  ),
  /** Jobs that hold the repository now. */
  claims: z.array(
    z.object({ jobId: z.int(), kind: z.string(), access: z.string(), since: z.iso.datetime().nullable() }),
  ),
});
export type RepositoryLockView = z.infer<typeof RepositoryLockView>;
