import { parseJumps, parseSshOptions, type SshJump } from '@borgcube/domain/connection/ssh-options';
import { quoteCommand } from '../quote/quote-shell.ts';
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
  /** Keys of machines on the way, taken at the first contact: the machine at the end proves itself by its pinned key. */
  readonly jumpHosts: string;
  /** Starts ssh on this server, for the way through other machines. */
  readonly program: string;
}

/** Everything before the remote command; ends with the host, which can be taken for no option. */
export function sshArguments(access: SshAccess, files: SshFilePaths): string[] {
  const own = [
    'StrictHostKeyChecking=yes',
    ...OWN_OPTIONS,
    `UserKnownHostsFile=${quoteFile(files.knownHosts)}`,
    identityOption(files),
  ];
  const chosen = parseSshOptions(access.rshOptions).options.map(({ key, value }) =>
    key === 'ProxyJump' ? `ProxyCommand=${wayThrough(parseJumps(value) ?? [], files)}` : `${key}=${value}`,
  );
  const options = asOptions([...own, ...chosen, `ConnectTimeout=${CONNECT_TIMEOUT_S}`]);
  const port = access.port === null ? [] : ['-p', String(access.port)];
  return ['-F', '/dev/null', '-T', ...options, ...port, '--', destination(access.remote)];
}

const asOptions = (options: readonly string[]): string[] => options.flatMap((option) => ['-o', option]);

const identityOption = ({ identity }: SshFilePaths): string =>
  identity ? `IdentityFile=${quoteFile(identity)}` : 'IdentityFile=none';

/**
 * What ProxyJump does, but with nothing of the server's own user: ssh would start itself for it with that user's known_hosts and keys.
 * A command for a shell, in which ssh expands `%h` and `%p` to the next machine.
 */
function wayThrough(jumps: readonly SshJump[], files: SshFilePaths): string {
  const last = jumps.at(-1);
  if (!last) return 'none';
  const before = jumps.slice(0, -1);
  const options = asOptions([
    'StrictHostKeyChecking=accept-new',
    ...OWN_OPTIONS.filter((option) => option !== 'ClearAllForwardings=yes'), // it would take -W away
    `UserKnownHostsFile=${quoteFile(files.jumpHosts)}`,
    identityOption(files),
    `ConnectTimeout=${CONNECT_TIMEOUT_S}`,
    ...(before.length > 0 ? [`ProxyCommand=${wayThrough(before, files)}`] : []),
  ]).map((word) => word.replaceAll('%', '%%'));
  const port = last.port === null ? [] : ['-p', String(last.port)];
  return `${quoteCommand([files.program, '-F', '/dev/null', ...options, ...port])} -W '[%h]:%p' -- ${quoteCommand([last.destination])}`;
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
