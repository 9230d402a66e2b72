import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BorgFailure } from '../exit/borg-failure.ts';
import { classifySsh } from '../exit/classify-ssh.ts';
import { readLines } from '../log/read-lines.ts';
import { startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';
import { type HostKey, parseHostKey } from './host-key.ts';
import type { SshAccess } from './ssh-access.ts';
import { sshArguments } from './ssh-arguments.ts';
import { makeTemporaryFolder, writeSshFiles } from './ssh-files.ts';
import { sshProgram } from './ssh-program.ts';

/**
 * The key that the far side shows to ssh itself, by a handshake that offers no login; nothing is trusted by it.
 * Throws BorgFailure (`client-connection-failed`) where there was no handshake.
 */
export async function scanHostKey(environment: BorgEnvironment, access: SshAccess): Promise<HostKey> {
  const folder = await makeTemporaryFolder(environment, 'scan');
  try {
    const knownHosts = join(folder, 'known_hosts');
    const accepting = [
      '-o',
      'StrictHostKeyChecking=accept-new',
      '-o',
      'HashKnownHosts=no',
      '-o',
      'PreferredAuthentications=none',
    ];
    // A machine on the way is logged in to; the one that is asked is not.
    await using files = await writeSshFiles(environment, { ...access, hostKey: null });
    const process = startProcess({
      command: sshProgram(environment, access.rsh),
      args: [...accepting, ...sshArguments({ ...access, hostKey: null }, { ...files, knownHosts }), 'exit'],
      env: plainEnviron(environment),
      stdout: 'ignore',
    });
    const stderr: string[] = [];
    const read = readLines(process.stderr, (line) => stderr.push(line));
    await process.exit;
    await read;
    const [line = ''] = (await readFile(knownHosts, 'utf8').catch(() => '')).split('\n');
    const key = parseHostKey(line.slice(line.indexOf(' ') + 1));
    if (!key) throw new BorgFailure(classifySsh(stderr, 'client'));
    return key;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
