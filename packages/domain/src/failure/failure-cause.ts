/** Why a job failed; the closed list of the core. Plugins add `<plugin>.<cause>`. */
export const FAILURE_KINDS = [
  'client-connection-missing',
  'client-connection-failed',
  'client-host-key-unknown',
  'client-host-key-mismatch',
  'client-borg-missing',
  'client-borg-outdated',
  'client-path-missing',
  'client-violated-protocol',
  'nothing-backed-up',
  'repository-does-not-exist',
  'repository-id-mismatch',
  'repository-check-needed',
  'repository-damaged',
  'repository-tampered',
  'repository-enospc',
  'repository-lock-timeout',
  'repository-lock-failed',
  'repository-connection-failed',
  'repository-host-key-unknown',
  'repository-host-key-mismatch',
  'repository-passphrase-wrong',
  'repository-key-missing',
  'cache-lock-timeout',
  'cache-lock-failed',
  'server-enospc',
  'archive-missing',
  'restore-differs',
  'plan-refused',
  'target-enospc',
  'target-not-writable',
  'target-conflict',
  'restore-incomplete',
  'command-failed',
  'hook-failed',
  'timeout',
  'worker-lost',
  'worker-restart',
  'internal-error',
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * `message` is one line of evidence, `evidence` up to six; other details are named by kind
 * (`path`, `paths`, `expected`, `found`, `signal`, `exitCode`, `host`, `port`). Never holds a secret.
 */
export interface FailureCause {
  readonly kind: FailureKind | `${string}.${string}`;
  readonly message?: string;
  readonly evidence?: readonly string[];
  readonly [detail: string]: unknown;
}
