import { userInfo } from 'node:os';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { readLines } from '../log/read-lines.ts';
import type { Grace } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';

export interface LocalCommand {
  readonly environment: BorgEnvironment;
  readonly command: string;
  readonly name: 'before' | 'after';
  readonly environ: Readonly<Record<string, string>>;
  readonly marker: string;
  readonly limitMs: number;
  readonly grace: Grace;
  readonly signal: AbortSignal | undefined;
  readonly onOutput: (line: string) => void;
  readonly onProcess: ((identity: ProcessIdentity) => Promise<void>) | undefined;
}

/** A daemon that the command left behind may hold its output open for ever; what was printed before is there by then. */
const REST_MS = 2000;

/** Runs a command of a backup config by `sh` on this server; null when it ended with 0. */
export async function runLocalCommand(command: LocalCommand): Promise<FailureCause | null> {
  const limit = AbortSignal.timeout(command.limitMs);
  const process = startProcess({
    command: 'sh',
    args: ['-c', `exec 2>&1\n${command.command}`],
    env: { ...plainEnviron(command.environment), HOME: userInfo().homedir, ...command.environ },
    marker: command.marker,
    signal: command.signal ? AbortSignal.any([limit, command.signal]) : limit,
    grace: command.grace,
    ...(command.onProcess ? { onStart: command.onProcess } : {}),
  });
  const printed = process.stdout ? readLines(process.stdout, command.onOutput) : null;
  process.stderr.resume();
  const { code, signal } = await process.exit;
  const giveUp = setTimeout(() => process.stdout?.destroy(), REST_MS);
  await printed;
  clearTimeout(giveUp);
  if (limit.aborted) return commandFailure(command.name, 'took too long and was ended');
  return code === 0
    ? null
    : commandFailure(command.name, signal ? `was ended by ${signal}` : `ended with ${code}`, code);
}

export function commandFailure(
  name: 'before' | 'after',
  what: string,
  exitCode?: number | null,
): FailureCause {
  return {
    kind: 'hook-failed',
    message: `The command ${name} ${what}.`,
    command: name,
    ...(exitCode ? { exitCode } : {}),
  };
}
