import { createArguments } from '@borgcube/borg/create/create-arguments';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { breakLock, readRepositoryLock } from '@borgcube/borg/repository/repository-lock';
import { borgLocation } from '@borgcube/borg/repository/repository-target';
import { COMMON_OPTIONS } from '@borgcube/borg/repository/start-borg';
import type { BorgHand } from '@borgcube/core/borg-hand';
import { extractFile, listEntries } from './archive-hand.ts';
import { toBorgRepository } from './borg-target.ts';
import { connectionHand } from './connection-hand.ts';
import { explained } from './explain-failure.ts';
import { repositoryHand } from './repository-hand.ts';

/** The short acts of `core` on this node's Borg and ssh. */
export function makeBorgHand(environment: BorgEnvironment): BorgHand {
  return {
    ...repositoryHand(environment),
    ...connectionHand(environment),

    async readLock(target) {
      const holders = await explained(readRepositoryLock(toBorgRepository(target)));
      if (!holders || holders.length === 0) return null;
      return {
        holders: holders.map(({ hostId, pid, access }) => ({
          host: hostId,
          pid,
          exclusive: access === 'exclusive',
        })),
      };
    },
    breakLock: (target) => explained(breakLock(environment, toBorgRepository(target))),

    listEntries: (target, place, signal) => listEntries(environment, target, place, signal),
    extractFile: (target, place, signal) => extractFile(environment, target, place, signal),

    createCommandLine: (target, command) => [
      environment.borg,
      ...COMMON_OPTIONS,
      ...createArguments(command, borgLocation(target, command.archiveName)),
    ],
  };
}
