import { createArguments } from '@borgcube/borg/create/create-arguments';
import { originOfHostId } from '@borgcube/borg/process/host-id';
import { isDead, readProcessStat } from '@borgcube/borg/process/process-identity';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { holdsArchive } from '@borgcube/borg/repository/holds-archive';
import { breakLock, readRepositoryLock } from '@borgcube/borg/repository/repository-lock';
import { borgLocation } from '@borgcube/borg/repository/repository-target';
import { commonOptions } from '@borgcube/borg/repository/start-borg';
import type { BorgHand } from '@borgcube/core/borg-hand';
import { exportArchive, extractFile, findPaths, listEntries } from './archive-hand.ts';
import { toBorgRepository } from './borg-target.ts';
import { connectionHand } from './connection-hand.ts';
import { explained } from './explain-failure.ts';
import { pullCommands } from './pull-commands.ts';
import { repositoryHand } from './repository-hand.ts';
import { previewRestore } from './restore-hand.ts';

/**
 * A person waits for the answer, so a lock is not waited for. The shortest that is of use: with 0 two readers that begin
 * at the same time refuse each other.
 */
const LOCK_WAIT_S = 1;

/** The short acts of `core` on this node's Borg and ssh. */
export function makeBorgHand(jobEnvironment: BorgEnvironment): BorgHand {
  const environment: BorgEnvironment = { ...jobEnvironment, lockWait: LOCK_WAIT_S };
  return {
    ...repositoryHand(environment),
    ...connectionHand(environment),

    async readLock(target) {
      const holders = await explained(readRepositoryLock(toBorgRepository(target)));
      if (!holders) return null;
      return {
        holders: holders.map(({ hostId, pid, access }) => {
          const origin = originOfHostId(hostId);
          const stat = origin === 'this-namespace' ? readProcessStat(pid) : null;
          const startTime = stat && !isDead(stat) ? stat.startTime : null;
          return { host: hostId, pid, exclusive: access === 'exclusive', origin, startTime };
        }),
      };
    },
    breakLock: (target) => explained(breakLock(environment, toBorgRepository(target))),

    holdsArchive: (target, { name, fingerprint }, signal) =>
      explained(
        holdsArchive(environment, toBorgRepository(target), { id: fingerprint, name }, signal),
        target,
      ),
    listEntries: (target, place, signal) => listEntries(environment, target, place, signal),
    extractFile: (target, place, signal) => extractFile(environment, target, place, signal),
    findPaths: (target, selection, signal) => findPaths(environment, target, selection, signal),
    exportArchive: (target, selection, signal) => exportArchive(environment, target, selection, signal),

    previewRestore: (repository, wish, signal) => previewRestore(environment, repository, wish, signal),

    createCommandLine: (target, command) =>
      command.transport === 'pull'
        ? pullCommands(jobEnvironment, target, command)
        : [
            [
              environment.borg,
              ...commonOptions(jobEnvironment),
              ...createArguments(command, borgLocation(target, command.archiveName)),
            ],
          ],
  };
}
