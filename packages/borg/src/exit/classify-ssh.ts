import type { FailureCause, FailureKind } from '@borgcube/domain/failure/failure-cause';

/** Whose ssh failed: the one to a client, or the one to the machine that holds a repository. */
export type SshSide = 'client' | 'repository';

/** `ssh` ends with this when it failed itself, before or after the remote command ran (ssh(1), EXIT STATUS). */
export const SSH_FAILED = 255;

/** What ssh says about a host key, in the words of OpenSSH 7 to 10 (`sshconnect.c`). */
const HOST_KEY_CHANGED =
  /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed|REVOKED HOST KEY/;
const HOST_KEY_UNKNOWN =
  /No \S+ host key is known for|authenticity of host .* can't be established|Host key verification failed/;

const NOISE = /^@|^\s*$|^Warning: |^\*\*/;

/** The cause behind ssh's exit code 255, from what it wrote to stderr. */
export function classifySsh(stderr: readonly string[], side: SshSide): FailureCause {
  const all = stderr.join('\n');
  const evidence = stderr
    .map((line) => line.trim())
    .filter((line) => !NOISE.test(line))
    .slice(-6);
  return { kind: kindOf(all, side), message: evidence.at(-1) ?? 'ssh ended without a word.', evidence };
}

/** Whether what was said can only come from ssh that failed, wherever Borg put it. */
export function isHostKeyTrouble(text: string): boolean {
  return HOST_KEY_CHANGED.test(text) || HOST_KEY_UNKNOWN.test(text);
}

function kindOf(text: string, side: SshSide): FailureKind {
  if (HOST_KEY_CHANGED.test(text)) return `${side}-host-key-mismatch`;
  if (HOST_KEY_UNKNOWN.test(text)) return `${side}-host-key-unknown`;
  return `${side}-connection-failed`;
}
