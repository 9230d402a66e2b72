import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { SshAccess } from '../connection/ssh-access.ts';
import { classifySsh, SSH_FAILED } from '../exit/classify-ssh.ts';
import type { ProcessExit } from '../process/start-process.ts';
import type { PathsVerdict } from './judge-paths.ts';
import type { RemoteWords } from './remote-words.ts';
import { commandFailure } from './run-command.ts';

/** How a session on a client came to its end. */
export interface SessionEnd {
  readonly ssh: ProcessExit;
  /** Whether nothing but the script wrote to the line. */
  readonly isClear: boolean;
  readonly paths: PathsVerdict | null;
  /** What ended on this server in the meantime, and why. */
  readonly farCause: FailureCause | null;
}

/** The script's own exit codes: a shell that it cannot run in, and no place for its files. */
const SCRIPT_FAILED: ReadonlySet<number> = new Set([96, 97]);

/** Linux takes no longer argument (MAX_ARG_STRLEN), and the login shell gets the script as one. */
const SCRIPT_MAX = 128 * 1024 - 1024;

export const TOO_LONG: FailureCause = {
  kind: 'command-failed',
  message: 'Paths, excludes and commands together are too long for a command line on the client.',
};

export function isTooLong(script: string): boolean {
  return Buffer.byteLength(script) > SCRIPT_MAX;
}

const LOST: FailureCause = {
  kind: 'client-connection-failed',
  message: 'The client heard nothing from this server for too long and ended what it was doing.',
};

const UNCLEAR: FailureCause = {
  kind: 'client-violated-protocol',
  message: 'Something else writes to the standard output of the session on the client.',
};

/** Why what should have run on the client never ended, or never ran; null where it ended by itself. */
export function causeOfSession(
  words: RemoteWords,
  { ssh, isClear, paths, farCause }: SessionEnd,
  { remote, port }: SshAccess,
): FailureCause | null {
  if (words.isLost) return LOST;
  if (words.code !== null) return null;
  const before = words.commands.before;
  if (before !== undefined && before !== '0') return remoteCommandFailure('before', before);
  if (paths?.cause) return paths.cause;
  if (farCause && !words.isComplete) return farCause;
  if (!isClear && ssh.code !== SSH_FAILED) return UNCLEAR;
  const said = classifySsh(words.strays, 'client');
  if (ssh.code !== null && SCRIPT_FAILED.has(ssh.code))
    return { ...said, kind: 'command-failed', exitCode: ssh.code };
  return { ...said, host: remote, ...(port ? { port } : {}), exitCode: ssh.code };
}

/** What the command after has to be blamed for; it changes no outcome. */
export function warningsOfCommandAfter({ commands: { after } }: RemoteWords): string[] {
  return after && after !== '0' ? [remoteCommandFailure('after', after).message ?? ''] : [];
}

function remoteCommandFailure(name: 'before' | 'after', end: string): FailureCause {
  if (end === 'late') return commandFailure(name, 'took too long and was ended');
  return commandFailure(name, `ended with ${end}`, Number(end));
}
