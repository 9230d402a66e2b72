import { readLines } from '../log/read-lines.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';
import { startProcess } from './start-process.ts';

const PATIENCE_MS = 20_000;

/** What `borg --version` says (`1.2.4`); null when there is no such program or it is no Borg. */
export async function borgVersion(environment: BorgEnvironment): Promise<string | null> {
  const line = await firstLine(environment, environment.borg, '--version');
  return /^borg\S* (\S+)/.exec(line ?? '')?.[1] ?? null;
}

/** What `ssh -V` says (`OpenSSH_9.2p1 …`); null when there is no such program. */
export async function sshVersion(environment: BorgEnvironment): Promise<string | null> {
  return firstLine(environment, environment.ssh, '-V');
}

/** What `zstd -V` says (`*** Zstandard CLI (64-bit) v1.5.4, by Yann Collet ***`) of its version; null when there is none. */
export async function zstdVersion(environment: BorgEnvironment): Promise<string | null> {
  return /\bv(\d[\d.]*)/.exec((await firstLine(environment, 'zstd', '-V')) ?? '')?.[1] ?? null;
}

/** Of either output: ssh tells its version on the error output. */
async function firstLine(
  environment: BorgEnvironment,
  command: string,
  argument: string,
): Promise<string | null> {
  const env = { ...plainEnviron(environment), HOME: '/nonexistent' };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { stdout, stderr, exit } = startProcess({ command, args: [argument], env, signal });
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const reading = [readLines(stderr, keep), stdout === null ? undefined : readLines(stdout, keep)];
  const { code } = await exit;
  await Promise.all(reading);
  return code === 0 ? (lines.find((line) => line.trim() !== '')?.trim() ?? null) : null;
}
