import { startSsh } from '../connection/start-ssh.ts';
import { readLines } from '../log/read-lines.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { type FreeSpace, freeSpace } from './free-space.ts';
import { locationOf, type RepositoryTarget, repositoryAccess } from './repository-target.ts';

const ASK_MS = 20_000;

/** Where the repository lies; null where that cannot be told: many a storage account runs nothing but `borg serve`. */
export async function repositorySpace(
  environment: BorgEnvironment,
  target: RepositoryTarget,
): Promise<FreeSpace | null> {
  const { type, path } = locationOf(target);
  if (type === 'local') return freeSpace(path);
  const access = repositoryAccess(target);
  if (!access) return null;
  const home = path.replace(/^\/[.~]\//, '');
  const script = `d=${quoteShell(home)}; while [ ! -d "$d" ]; do case $d in */*) d=\${d%/*};; *) d=.;; esac; d=\${d:-/}; done; LC_ALL=C df -kP -- "$d"`;
  const said: string[] = [];
  const session = await startSsh(environment, access, `exec sh -c ${quoteShell(script)}`, () => {}, {
    signal: AbortSignal.timeout(ASK_MS),
    grace: { interruptMs: 0, terminateMs: 1000 },
  });
  if (session.process.stdout) await readLines(session.process.stdout, (line) => said.push(line));
  await session.ended;
  return parseSpace(said.at(-1) ?? '');
}

/** `df -kP`: file system, blocks, used, available, capacity, mount point. */
function parseSpace(line: string): FreeSpace | null {
  const fields = /\s(\d+)\s+\d+\s+(\d+)\s+\d+%\s+\//.exec(line);
  return fields ? { total: Number(fields[1]) * 1024, free: Number(fields[2]) * 1024 } : null;
}
