import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSshd } from './start-sshd.ts';

/** What runs of backups left on a client: its processes, and everything below the folders of its runs. */
export function clientLeftovers(sshd: TestSshd): string[] {
  const runs = join(sshd.home, '.cache', 'borgcube', 'run');
  const configs = existsSync(runs) ? readdirSync(runs) : [];
  return [
    ...sshd.sessions().map((pid) => `process ${pid}`),
    ...configs.flatMap((config) => readdirSync(join(runs, config)).map((run) => join(runs, config, run))),
  ];
}
