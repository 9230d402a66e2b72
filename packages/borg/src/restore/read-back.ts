import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import type { HashRecord } from './hash-archive.ts';
import { askOwners, type KnownOwners, type OwnerNames } from './known-owners.ts';
import { type MachineRun, startScript } from './machine.ts';
import { splitAtNul } from './machine-stream.ts';
import { textOfBytes } from './path-bytes.ts';
import type { EntryLetter } from './plan-entry.ts';
import { type PathRecord, writeSorted } from './sorted-file.ts';

/** What lies in a folder, as its machine tells it. */
export interface FoundRecord extends PathRecord {
  readonly type: EntryLetter | 's';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
  readonly inode: string;
  readonly link?: string;
}

export interface ReadBackRequest extends MachineRun {
  /** What was restored, and nothing else, lies below it. */
  readonly path: string;
  /** Whose numbers the machine is to tell; absent: nobody's. */
  readonly names?: OwnerNames;
  /** Where the records go, for `readSorted`: of all entries, and of the content of files. */
  readonly found: string;
  readonly hashes: string;
  readonly folder: string;
  readonly onFile?: (count: number) => void;
}

/**
 * Lists a restored folder and reads the content of all its files where they are now. Answers which owners the machine
 * knows by name. Throws BorgFailure.
 */
export async function readBack(request: ReadBackRequest): Promise<KnownOwners> {
  const { environment, path, folder, signal, marker, onProcess } = request;
  const sorting = { folder, marker, onProcess };
  const { lines, onWord, known } = askOwners(request.names);
  const script = await startScript(
    request,
    [
      `cd -- ${quoteShell(path)} || exit 1`,
      ...lines,
      'say_data',
      `find . -mindepth 1 -printf '%y %m %U %G %s %T@ %i\\0%P\\0%l\\0'`,
      `printf 'end\\0'`,
      'find . -type f -print0 | xargs -0 -r sha256sum -z --',
      'say bye',
    ],
    { onWord },
  );
  await using found = writeSorted<FoundRecord>(environment, { file: request.found, ...sorting });
  await using hashes = writeSorted<HashRecord>(environment, { file: request.hashes, ...sorting });
  const parts = splitAtNul(script.output);
  for await (const entry of foundIn(parts)) await found.write(entry);
  let count = 0;
  for await (const line of parts) {
    const sha256 = line.toString('latin1', 0, 64);
    await hashes.write({ path: pathOf(line.subarray(68)), sha256 });
    request.onFile?.(++count);
  }
  const end = await script.ended;
  signal?.throwIfAborted();
  if (end.cause) throw new BorgFailure(end.cause);
  await Promise.all([found.end(), hashes.end()]);
  return known;
}

const pathOf = (bytes: Buffer): string => toArchivePath(textOfBytes(bytes));

async function* foundIn(parts: AsyncGenerator<Buffer>): AsyncGenerator<FoundRecord> {
  for (;;) {
    const facts = (await parts.next()).value?.toString('latin1') ?? 'end';
    if (facts === 'end') return;
    const path = (await parts.next()).value ?? Buffer.alloc(0);
    const link = (await parts.next()).value ?? Buffer.alloc(0);
    const [type = '', mode = '', uid, gid, size, mtime = '', inode = ''] = facts.split(' ');
    yield {
      path: pathOf(path),
      type: type as FoundRecord['type'], // one of find's letters
      mode: Number.parseInt(mode, 8),
      uid: Number(uid),
      gid: Number(gid),
      size: Number(size),
      mtime: microseconds(mtime),
      inode,
      ...(link.length > 0 ? { link: pathOf(link) } : {}),
    };
  }
}

/** find writes the second, and the nanoseconds that come after it, before 1970 too. */
function microseconds(text: string): number {
  const [seconds = '0', fraction = ''] = text.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
