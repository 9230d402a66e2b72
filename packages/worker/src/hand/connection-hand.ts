import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { BorgHand } from '@borgcube/core/borg-hand';

type Acts = 'testConnection' | 'scanHostKey';

export function connectionHand(_environment: BorgEnvironment): Pick<BorgHand, Acts> {
  return {
    async testConnection() {
      throw new Error('not built yet');
    },
    async scanHostKey() {
      throw new Error('not built yet');
    },
  };
}
