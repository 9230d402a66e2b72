import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { connectRepository } from '@borgcube/borg/repository/connect-repository';
import { exportKey, initRepository } from '@borgcube/borg/repository/init-repository';
import { readRepositoryId } from '@borgcube/borg/repository/read-repository-id';
import { repositorySpace } from '@borgcube/borg/repository/repository-space';
import { localPathOf } from '@borgcube/borg/repository/repository-target';
import type { BorgHand, RepositoryTarget } from '@borgcube/core/borg-hand';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import { toBorgRepository } from './borg-target.ts';
import { explained } from './explain-failure.ts';
import { placeKeyFile } from './place-key-file.ts';

type Acts = 'init' | 'connect' | 'readBorgId' | 'exportKey';

export function repositoryHand(environment: BorgEnvironment): Pick<BorgHand, Acts> {
  async function connect(target: RepositoryTarget, signal?: AbortSignal) {
    await placeKeyFile(environment, target);
    const act = connectRepository(environment, toBorgRepository(target), signal);
    const { borgId, encryption } = await explained(act, target);
    if (!encryption) {
      const message = 'Borg names an encryption that this version does not know.';
      throw failureError({ kind: 'command-failed', message });
    }
    const key = encryption === 'none' ? null : await keyOf(target);
    return { borgId, encryption, key, freeSpace: await freeSpaceOf(environment, target) };
  }

  function keyOf(target: RepositoryTarget): Promise<SecretText> {
    return explained(exportKey(environment, toBorgRepository(target)), target);
  }

  return {
    connect,

    async init(target, encryption) {
      const act = initRepository(environment, toBorgRepository(target), encryption);
      const made = await explained(act, target);
      return { ...made, encryption, freeSpace: await freeSpaceOf(environment, target) };
    },

    async readBorgId(target, signal) {
      const path = localPathOf(target);
      if (path !== null) return readRepositoryId(path);
      return (await connect(target, signal)).borgId;
    },

    async exportKey(target) {
      await placeKeyFile(environment, target);
      return keyOf(target);
    },
  };
}

async function freeSpaceOf(environment: BorgEnvironment, target: RepositoryTarget): Promise<number | null> {
  return (await repositorySpace(environment, toBorgRepository(target)))?.free ?? null;
}
