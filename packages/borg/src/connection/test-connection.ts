import { BorgFailure } from '../exit/borg-failure.ts';
import { classifySsh, SSH_FAILED } from '../exit/classify-ssh.ts';
import { readLines } from '../log/read-lines.ts';
import { quoteCommand, quoteShell } from '../quote/quote-shell.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { HostKey } from './host-key.ts';
import { scanHostKey } from './scan-host-key.ts';
import type { SshAccess } from './ssh-access.ts';
import { startSsh } from './start-ssh.ts';

export interface ConnectionVerdict {
  readonly name: 'reachable' | 'host-key' | 'login' | 'borg' | 'tar' | 'free-space';
  readonly ok: boolean;
  readonly detail: string;
}

export interface TestedConnection {
  /** Whether a backup with the transport `ssh` can run: reached, key accepted, logged in, Borg there. */
  readonly ok: boolean;
  readonly checks: readonly ConnectionVerdict[];
  /** What the far side showed now; null where it was not reached. */
  readonly hostKey: (HostKey & { readonly accepted: boolean }) | null;
}

export interface TestedAccess extends SshAccess {
  readonly remoteBorg: string;
  readonly remoteCacheDir: string | null;
}

/** Asks for everything that a backup needs of a client; never throws for what it finds. */
export async function testConnection(
  environment: BorgEnvironment,
  access: TestedAccess,
): Promise<TestedConnection> {
  let shown: HostKey;
  try {
    shown = await scanHostKey(environment, access);
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    return { ok: false, checks: [{ name: 'reachable', ok: false, detail: error.message }], hostKey: null };
  }
  const accepted = access.hostKey === shown.line;
  const checks: ConnectionVerdict[] = [
    { name: 'reachable', ok: true, detail: `${access.remote} answers.` },
    { name: 'host-key', ok: accepted, detail: hostKeyDetail(access, shown) },
  ];
  if (accepted) checks.push(...(await askClient(environment, access)));
  const needed = checks.filter(({ name }) => name !== 'tar' && name !== 'free-space');
  return { ok: accepted && needed.every(({ ok }) => ok), checks, hostKey: { ...shown, accepted } };
}

function hostKeyDetail({ hostKey }: SshAccess, shown: HostKey): string {
  if (hostKey === shown.line) return `${shown.type} ${shown.fingerprint} is the accepted key.`;
  if (hostKey === null) return `${shown.type} ${shown.fingerprint} is not accepted yet.`;
  return `${shown.type} ${shown.fingerprint} is not the key that was accepted.`;
}

/** Oldest Borg whose RPC and JSON are what BorgCube was tried with. */
const OLDEST_BORG = [1, 2] as const;

async function askClient(environment: BorgEnvironment, access: TestedAccess): Promise<ConnectionVerdict[]> {
  const stderr: string[] = [];
  const answers: string[] = [];
  const session = await startSsh(
    environment,
    access,
    `exec sh -c ${quoteShell(question(access))}`,
    (line) => stderr.push(line),
    {
      signal: AbortSignal.timeout(60_000),
      grace: { interruptMs: 1000, terminateMs: 1000 },
    },
  );
  if (session.process.stdout) await readLines(session.process.stdout, (line) => answers.push(line));
  const { code } = await session.ended;
  const answer = (name: string) =>
    answers
      .find((line) => line.startsWith(`@${name} `))
      ?.slice(name.length + 2)
      .trim() ?? '';
  if (code === SSH_FAILED || answers.length === 0) {
    return [
      { name: 'login', ok: false, detail: classifySsh(stderr, 'client').message ?? 'The login failed.' },
    ];
  }
  return [
    { name: 'login', ok: true, detail: `Logged in as ${answer('user')}.` },
    judgeBorg(answer('borg'), access.remoteBorg),
    judgeTar(answer('tar')),
    judgeSpace(answer('space')),
  ];
}

function question({ remoteBorg, remoteCacheDir }: TestedAccess): string {
  const folder = remoteCacheDir === null ? '"$HOME"' : quoteShell(remoteCacheDir);
  return [
    'echo', // a login shell may have printed something without a line end
    'echo "@user $(id -un 2>/dev/null || echo "$USER")"',
    `echo "@borg $(LC_ALL=C ${quoteCommand([remoteBorg, '--version'])} 2>&1 | tail -n 1)"`,
    'echo "@tar $(LC_ALL=C tar --version 2>&1 | head -n 1)"',
    `d=${folder}; while [ ! -d "$d" ] && [ "$d" != / ]; do d=\${d%/*}; d=\${d:-/}; done`,
    'echo "@space $(LC_ALL=C df -kP -- "$d" 2>&1 | tail -n 1)"',
  ].join('\n');
}

function judgeBorg(said: string, remoteBorg: string): ConnectionVerdict {
  const version = /^borg (\d+)\.(\d+)\S*/.exec(said);
  if (!version) return { name: 'borg', ok: false, detail: `${remoteBorg} was not found. ${said}`.trim() };
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const ok = major === OLDEST_BORG[0] && minor >= OLDEST_BORG[1];
  return { name: 'borg', ok, detail: ok ? said : `${said}; Borg 1.2 or 1.4 is needed.` };
}

function judgeTar(said: string): ConnectionVerdict {
  if (/GNU tar/.test(said)) return { name: 'tar', ok: true, detail: said };
  if (/busybox/i.test(said)) {
    const detail = `${said}; pull works without excludes, and loses fractions of a second and holes in files.`;
    return { name: 'tar', ok: true, detail };
  }
  return { name: 'tar', ok: false, detail: `No GNU tar, so no pull. ${said}`.trim() };
}

/** `df -kP`: file system, blocks, used, available, capacity, mount point. */
function judgeSpace(said: string): ConnectionVerdict {
  const fields = /\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%\s+(\/.*)$/.exec(said);
  if (!fields) return { name: 'free-space', ok: false, detail: said };
  const [total, free] = [Number(fields[1]), Number(fields[3])];
  const detail = `${(free / 1024 ** 2).toFixed(1)} GiB free of ${(total / 1024 ** 2).toFixed(1)} GiB at ${fields[4]}`;
  return { name: 'free-space', ok: free * 1024 >= Math.min(total * 1024 * 0.05, 2 * 1024 ** 3), detail };
}
