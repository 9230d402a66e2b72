import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import { type MachineRun, startScript } from './machine.ts';
import { batched, feed, splitAtNul } from './machine-stream.ts';
import { bytesOfText, textOfBytes } from './path-bytes.ts';
import type { EntryLetter, PlanEntry } from './plan-entry.ts';
import { storedPath } from './selection.ts';
import { type PathRecord, readSorted, writeSorted } from './sorted-file.ts';

/** What exists at the place of an entry of the plan. */
export interface ExistingRecord extends PathRecord {
  /** `s`: a socket. */
  readonly type: EntryLetter | 's';
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
  readonly device: string;
}

export interface StatRequest extends MachineRun {
  /** The folder that all paths are below of. */
  readonly path: string;
  /** Of a RestorePlan. */
  readonly plan: string;
  /** Where the records go, for `readSorted`. */
  readonly file: string;
  readonly folder: string;
}

/**
 * Asks a target for each path of a plan, and for nothing else however much lies there. Ends of a path that lead through
 * a link are told too: the record of the link itself stands before them. Throws BorgFailure.
 */
export async function statExisting(request: StatRequest): Promise<void> {
  const { environment, path, plan, file, folder, signal, marker, onProcess } = request;
  const script = await startScript(
    request,
    [
      `cd -- ${quoteShell(path)} || exit 1`,
      'say_data',
      `xargs -0 -r stat --printf='%f %s %.9Y %d %n\\0' -- 2>/dev/null`,
      'say bye',
    ],
    { stdin: 'pipe' },
  );
  await using out = writeSorted<ExistingRecord>(environment, { file, folder, marker, onProcess });
  const fed = feed(script.process.stdin, batched(pathsOf(plan)));
  fed.catch(() => script.process.kill('SIGTERM'));
  for await (const line of splitAtNul(script.output)) {
    const record = toRecord(line);
    if (record) await out.write(record);
  }
  const end = await script.ended;
  signal?.throwIfAborted();
  await fed;
  if (end.cause) throw new BorgFailure(end.cause);
  await out.end();
}

async function* pathsOf(plan: string): AsyncGenerator<Buffer> {
  for await (const { item } of readSorted<PlanEntry>(plan)) yield bytesOfText(`./${storedPath(item.path)}\0`);
}

const KINDS: Readonly<Record<number, ExistingRecord['type']>> = {
  4: 'd',
  8: 'f',
  10: 'l',
  1: 'p',
  2: 'c',
  6: 'b',
  12: 's',
};

function toRecord(line: Buffer): ExistingRecord | null {
  const match = /^([0-9a-f]+) (\d+) (-?\d+(?:\.\d+)?) (\d+) \.\//.exec(line.toString('latin1'));
  if (!match) return null;
  const [whole, mode = '', size, mtime = '', device = ''] = match;
  const type = KINDS[Number.parseInt(mode, 16) >> 12];
  if (!type) return null;
  const path = toArchivePath(textOfBytes(line.subarray(whole.length)));
  return { path, type, size: Number(size), mtime: microseconds(mtime), device };
}

/** `1700000000.123456789`, `-0.75`: a decimal number of seconds. */
function microseconds(text: string): number {
  const [seconds = '0', fraction = ''] = text.replace('-', '').split('.');
  const micros = Number(seconds) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
  return text.startsWith('-') ? -micros : micros;
}
