import { constants } from 'node:os';
import { Readable } from 'node:stream';
import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { quoteCommand, quoteShell } from '../quote/quote-shell.ts';
import { targetTrouble } from './extract-into.ts';
import type { HashRecord } from './hash-archive.ts';
import { type MachineRun, startScript } from './machine.ts';
import { feed } from './machine-stream.ts';
import { textOfBytes } from './path-bytes.ts';
import { writeSorted } from './sorted-file.ts';
import { targetCause } from './staging.ts';
import { type TarTap, tapTar } from './tap-tar.ts';

/** Something on this server that writes a tar stream. */
export interface TarSource {
  readonly output: Readable | null;
  kill(): void;
  /** After its output ended: why it did not write all. */
  readonly verdict: Promise<{ readonly cause: FailureCause | null; readonly warnings: readonly string[] }>;
}

export interface SendTar extends MachineRun {
  readonly source: TarSource;
  /** An empty folder of the machine. */
  readonly staging: string;
  readonly options: readonly string[];
  /** Where the hashes of what was sent go, for `readSorted`. */
  readonly sent: string;
  readonly folder: string;
  readonly rewrite?: TarTap['rewrite'];
  readonly onBytes?: (count: number) => void;
}

export interface Sent {
  readonly cause: FailureCause | null;
  readonly warnings: readonly string[];
}

/** Options of GNU tar for unpacking into a folder that holds nothing else. */
export function unpackOptions(wanted: {
  readonly numeric: boolean;
  /** Who is to own all is decided afterwards. */
  readonly anyOwner: boolean;
  readonly extended: boolean;
}): string[] {
  return [
    '--same-permissions',
    '--delay-directory-restore',
    '--warning=no-timestamp',
    ...(wanted.numeric ? ['--numeric-owner'] : []),
    ...(wanted.anyOwner ? ['--no-same-owner'] : []),
    ...(wanted.extended ? ['--xattrs', '--xattrs-include=*', '--acls'] : []),
  ];
}

/** Streams a tar into GNU tar on the machine, and writes down the hash of each file while it passes. */
export async function sendTar(request: SendTar): Promise<Sent> {
  const { environment, source, staging, options, sent, folder, marker, onProcess } = request;
  const tar = quoteCommand(['tar', '--extract', '--file=-', ...options]);
  const lines = [`cd -- ${quoteShell(staging)} || exit 1`, `${tar}; say rc "$?"`, 'say bye'];
  let code = '';
  await using hashes = writeSorted<HashRecord>(environment, { file: sent, folder, marker, onProcess });
  const script = await startScript(request, lines, {
    stdin: 'pipe',
    onWord: (word, [value = '']) => {
      if (word === 'rc') code = value;
    },
  });
  script.process.stdout?.resume();
  let isTaken = false;
  let broken: unknown = null;
  try {
    isTaken = await feed(script.process.stdin, passing(request, hashes.write));
  } catch (error) {
    broken = error;
  }
  // Whichever ended early takes the other along.
  if (broken) script.process.stdin?.end();
  if (!isTaken) source.kill();
  const [read, end] = [await source.verdict, await script.ended];
  await hashes.end();
  const warnings = [...read.warnings, ...end.complaints.map((line) => `At the target: ${line}`)];
  const cause = targetCause(end) ?? tarCause(Number(code), end.complaints, !isTaken && !broken);
  return { cause: cause ?? read.cause ?? (broken ? brokenCause(broken) : null), warnings };
}

/** tar goes on after a file that it could not write: what is missing is seen when it is read back. */
function tarCause(code: number, complaints: readonly string[], isEarly: boolean): FailureCause | null {
  const told = { program: 'tar', evidence: complaints.slice(-6), exitCode: code };
  if (code > 128) {
    const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
    return {
      kind: 'command-failed',
      message: `tar was ended by ${signal ?? code}.`,
      ...told,
      ...(signal ? { signal } : {}),
    };
  }
  if (code === 0 && !isEarly) return null;
  const trouble = targetTrouble(complaints);
  if (trouble || !isEarly) return trouble;
  return { kind: 'command-failed', message: complaints.at(-1) ?? `tar ended with ${code}.`, ...told };
}

function brokenCause(error: unknown): FailureCause {
  return { kind: 'command-failed', message: error instanceof Error ? error.message : String(error) };
}

/** The stream as it is sent on; every file of it is hashed. */
function passing({ source, rewrite, onBytes }: SendTar, write: (record: HashRecord) => Promise<void>) {
  const output: AsyncIterable<Buffer> = source.output ?? Readable.from([]);
  return tapTar(output, {
    ...(rewrite ? { rewrite } : {}),
    ...(onBytes ? { onBytes } : {}),
    onMember: async ({ header, sha256 }) => {
      const path = memberPath(header.name);
      if (header.type === '1') await write({ path, sha256: null, same: memberPath(header.link) });
      else if (sha256 !== null) await write({ path, sha256 });
    },
  });
}

/** The archive path of a member: tar puts `./` before and a slash behind some. */
export function memberPath(name: Buffer): string {
  return toArchivePath(textOfBytes(name))
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
}
