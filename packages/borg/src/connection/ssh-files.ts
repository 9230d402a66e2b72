import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { removeTree } from '../restore/remove-tree.ts';
import { knownHostsLine } from './host-key.ts';
import type { SshAccess } from './ssh-access.ts';
import type { SshFilePaths } from './ssh-arguments.ts';

/** The files that one ssh needs, in a folder of their own (0700) that goes when it is disposed. */
export interface SshFiles extends AsyncDisposable, SshFilePaths {}

export async function writeSshFiles(environment: BorgEnvironment, access: SshAccess): Promise<SshFiles> {
  const folder = await makeTemporaryFolder(environment, 'ssh');
  const knownHosts = join(folder, 'known_hosts');
  await writeFile(knownHosts, access.hostKey ? knownHostsLine(access, access.hostKey) : '', { mode: 0o600 });
  return {
    knownHosts,
    identity: await writeIdentity(folder, access),
    jumpHosts: jumpHostsFile(environment),
    program: environment.ssh,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Outlives the sessions: from the first contact on a machine on the way must show the same key. */
const jumpHostsFile = ({ baseDir }: BorgEnvironment): string => join(baseDir, 'jump_known_hosts');

/** A folder only this user can look into; `clearTemporary` removes what a killed process left. */
export async function makeTemporaryFolder(environment: BorgEnvironment, name: string): Promise<string> {
  const parent = temporaryFolder(environment);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(parent, `${name}-`));
  await chmod(folder, 0o700);
  return folder;
}

/** To be called once, before anything of this data directory is started. */
export async function clearTemporary(environment: BorgEnvironment): Promise<void> {
  await removeTree(temporaryFolder(environment));
}

const temporaryFolder = (environment: BorgEnvironment) => join(environment.baseDir, 'tmp');

async function writeIdentity(folder: string, { identity }: SshAccess): Promise<string | null> {
  if (identity === null) return null;
  if ('file' in identity) return identity.file;
  const path = join(folder, 'identity');
  const text = identity.privateKey.reveal();
  await writeFile(path, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 }); // OpenSSH refuses a key without its last line end
  return path;
}
