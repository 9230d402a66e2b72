import { parseSshOptions } from '@borgcube/domain/connection/ssh-options';
import { hostOf } from './host-key.ts';
import type { SshAccess } from './ssh-access.ts';

/**
 * ssh takes the first value that it is given for an option, so these cannot be undone by what a person adds.
 * `-F /dev/null`: nothing that BorgCube did not write. A dead link is noticed after 45 s.
 */
const OWN_OPTIONS = [
  'BatchMode=yes',
  'IdentitiesOnly=yes',
  'IdentityAgent=none',
  'StrictHostKeyChecking=yes',
  'GlobalKnownHostsFile=/dev/null',
  'UpdateHostKeys=no',
  'VerifyHostKeyDNS=no',
  'CheckHostIP=no',
  'ControlMaster=no',
  'ControlPath=none',
  'ForwardAgent=no',
  'ForwardX11=no',
  'ClearAllForwardings=yes',
  'PermitLocalCommand=no',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
  'TCPKeepAlive=yes',
  'EscapeChar=none',
  'LogLevel=INFO',
];

const CONNECT_TIMEOUT_S = 15;

export interface SshFilePaths {
  readonly knownHosts: string;
  readonly identity: string | null;
}

/** Everything before the remote command; ends with the host, which can be taken for no option. */
export function sshArguments(access: SshAccess, files: SshFilePaths): string[] {
  const own = [...OWN_OPTIONS, `UserKnownHostsFile=${quoteFile(files.knownHosts)}`];
  if (files.identity) own.push(`IdentityFile=${quoteFile(files.identity)}`);
  else own.push('IdentityFile=none');
  const chosen = parseSshOptions(access.rshOptions).options.map(({ key, value }) => `${key}=${value}`);
  const options = [...own, ...chosen, `ConnectTimeout=${CONNECT_TIMEOUT_S}`].flatMap((option) => [
    '-o',
    option,
  ]);
  const port = access.port === null ? [] : ['-p', String(access.port)];
  return ['-F', '/dev/null', '-T', ...options, ...port, '--', destination(access.remote)];
}

/** ssh reads these values as lists of words and expands `%` and `${…}` in them (ssh_config(5), TOKENS). */
function quoteFile(path: string): string {
  if (/["\\\n]|\$\{/.test(path)) throw new RangeError(`ssh cannot be given the file ${path}.`);
  return `"${path.replaceAll('%', '%%')}"`;
}

function destination(remote: string): string {
  const at = remote.lastIndexOf('@');
  return `${remote.slice(0, at + 1)}${hostOf(remote)}`;
}
