import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../connection/ssh-files.ts';
import { startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';

/** Two pipes that couple ssh with `borg serve`: the data passes through the kernel alone. Descriptors of this process. */
export interface RpcChannel {
  readonly sshStdin: number;
  readonly sshStdout: number;
  readonly serveStdin: number;
  readonly serveStdout: number;
}

/** Node makes no pipes that two children could share, so these are fifos whose names are gone before anyone uses them. */
export async function openRpcChannel(environment: BorgEnvironment): Promise<RpcChannel> {
  const folder = await makeTemporaryFolder(environment, 'rpc');
  try {
    const paths = [join(folder, 'down'), join(folder, 'up')] as const;
    const mkfifo = startProcess({
      command: 'mkfifo',
      args: ['-m', '600', ...paths],
      env: plainEnviron(environment),
    });
    mkfifo.stderr.resume();
    const { code } = await mkfifo.exit;
    if (code !== 0) throw new Error(`mkfifo ended with ${code}.`);
    const [sshStdin, serveStdout] = openBothEnds(paths[0]);
    const [serveStdin, sshStdout] = openBothEnds(paths[1]);
    return { sshStdin, sshStdout, serveStdin, serveStdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An open for both directions never waits for the other side (fifo(7)), and while it lasts the two others do not either. */
function openBothEnds(path: string): [reader: number, writer: number] {
  const both = openSync(path, constants.O_RDWR);
  try {
    return [openSync(path, constants.O_RDONLY), openSync(path, constants.O_WRONLY)];
  } finally {
    closeSync(both);
  }
}
