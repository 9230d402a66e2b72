import { spawnSync } from 'node:child_process';

let known: readonly string[] | null = null;

/**
 * What stands before a command so that it gets SIGTERM when its parent dies; empty without util-linux' setpriv.
 * Not SIGKILL: after SIGTERM Borg rolls back and takes its lock along.
 */
export function parentDeathPrefix(): readonly string[] {
  known ??= isSetprivAtHand() ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];
  return known;
}

function isSetprivAtHand(): boolean {
  return spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' }).status === 0;
}
