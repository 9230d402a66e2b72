import { borgVersion } from '@borgcube/borg/process/program-version';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { freeSpace } from '@borgcube/borg/repository/free-space';
import type { NodeFacts } from '@borgcube/core/system/read-status';

/** Starting Borg costs 0.13 s of processor time and its version changes with an upgrade only. */
const VERSION_KEPT_MS = 3_600_000;

/** Measures this machine for `system.status`. */
export function nodeFacts(environment: BorgEnvironment, dataDir: string): () => Promise<NodeFacts> {
  let known: { readonly version: Promise<string | null>; readonly until: number } | null = null;
  return async () => {
    if (known === null || known.until < performance.now()) {
      known = { version: borgVersion(environment), until: performance.now() + VERSION_KEPT_MS };
    }
    const space = await freeSpace(dataDir);
    return { borgVersion: await known.version, disk: space && { path: dataDir, ...space } };
  };
}
