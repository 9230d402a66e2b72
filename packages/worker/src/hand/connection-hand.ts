import { scanHostKey } from '@borgcube/borg/connection/scan-host-key';
import { testConnection } from '@borgcube/borg/connection/test-connection';
import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { BorgHand } from '@borgcube/core/borg-hand';
import { toSshAccess } from './borg-target.ts';
import { explained } from './explain-failure.ts';

type Acts = 'testConnection' | 'scanHostKey';

export function connectionHand(environment: BorgEnvironment): Pick<BorgHand, Acts> {
  return {
    async testConnection(target) {
      const { remoteBorg, remoteCacheDir } = target;
      const access = { ...toSshAccess(target), remoteBorg, remoteCacheDir };
      const { ok, checks, hostKey } = await explained(testConnection(environment, access));
      const shown = hostKey && { type: hostKey.type, fingerprint: hostKey.fingerprint, line: hostKey.line };
      return { ok, checks, hostKey: shown };
    },

    async scanHostKey(target) {
      try {
        return await scanHostKey(environment, toSshAccess(target));
      } catch (error) {
        if (error instanceof BorgFailure) return null;
        throw error;
      }
    },
  };
}
