import { readLines } from '../log/read-lines.ts';
import {
  type ProcessExit,
  type ProcessSpec,
  type RunningProcess,
  startProcess,
} from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';
import type { SshAccess } from './ssh-access.ts';
import { sshArguments } from './ssh-arguments.ts';
import { writeSshFiles } from './ssh-files.ts';
import { sshProgram } from './ssh-program.ts';

export interface SshSession {
  readonly process: RunningProcess;
  /** After the last line of stderr was told and the session's files are gone. */
  readonly ended: Promise<ProcessExit>;
}

/** Starts a session that runs one command line by the login shell of the far side. */
export async function startSsh(
  environment: BorgEnvironment,
  access: SshAccess,
  commandLine: string,
  onError: (line: string) => void,
  spec: Partial<ProcessSpec> = {},
): Promise<SshSession> {
  const files = await writeSshFiles(environment, access);
  let process: RunningProcess;
  try {
    process = startProcess({
      command: sshProgram(environment, access.rsh),
      args: [...sshArguments(access, files), commandLine],
      env: plainEnviron(environment),
      ...spec,
    });
  } catch (error) {
    await files[Symbol.asyncDispose]();
    throw error;
  }
  const read = readLines(process.stderr, onError);
  const ended = process.exit
    .then(async (exit) => {
      await read;
      return exit;
    })
    .finally(() => files[Symbol.asyncDispose]());
  ended.catch(() => {}); // whoever awaits it later still sees the error
  return { process, ended };
}
