import { toArchivePath } from '@borgcube/domain/archive/archive-path';
import { BorgFailure } from '../exit/borg-failure.ts';
import { quoteShell } from '../quote/quote-shell.ts';
import { type MachineRun, startScript } from './machine.ts';
import { splitAtNul } from './machine-stream.ts';
import { textOfBytes } from './path-bytes.ts';
import { type PathRecord, writeSorted } from './sorted-file.ts';

/** What an entry has beside mode, owner and times: extended attributes, ACLs among them; values in hex. */
export interface AttributeRecord extends PathRecord {
  readonly attributes: Readonly<Record<string, string>>;
}

export interface AttributesRequest extends MachineRun {
  readonly path: string;
  /** Where the records go, for `readSorted`; entries without any have none. */
  readonly file: string;
  readonly folder: string;
  /** File capabilities too, which only root can give. */
  readonly isRoot: boolean;
}

/** Reads the extended attributes of all that lies in a folder. False: the machine has no `getfattr`. Throws BorgFailure. */
export async function readAttributes(request: AttributesRequest): Promise<boolean> {
  const { environment, path, file, folder, signal, marker, onProcess, isRoot } = request;
  const wanted = ['user\\.', 'system\\.posix_acl_', ...(isRoot ? ['security\\.capability$'] : [])];
  const only = quoteShell(`^(${wanted.join('|')})`);
  let isThere = true;
  const script = await startScript(
    request,
    [
      `cd -- ${quoteShell(path)} || exit 1`,
      'getfattr --version >/dev/null 2>&1 || { say none; say bye; exit 0; }',
      'say_data',
      `getfattr -R -h -P -d -e hex -m ${only} . 2>/dev/null | tr '\\n' '\\0'`,
      'say bye',
    ],
    {
      onWord: (word) => {
        if (word === 'none') isThere = false;
      },
    },
  );
  await using out = writeSorted<AttributeRecord>(environment, { file, folder, marker, onProcess });
  for await (const record of recordsIn(splitAtNul(script.output))) await out.write(record);
  const { cause } = await script.ended;
  signal?.throwIfAborted();
  if (cause) throw new BorgFailure(cause);
  await out.end();
  return isThere;
}

const FILE = Buffer.from('# file: ');

/** `# file: a b`, then a line `name=0x…` for each attribute, then an empty line. */
async function* recordsIn(lines: AsyncGenerator<Buffer>): AsyncGenerator<AttributeRecord> {
  let path: string | null = null;
  let attributes: Record<string, string> = {};
  for await (const line of lines) {
    if (line.subarray(0, FILE.length).equals(FILE)) path = pathOf(line.subarray(FILE.length));
    else if (line.length > 0) {
      const [name = '', value = ''] = line.toString('latin1').split('=');
      attributes[name] = value.toLowerCase();
    } else if (path !== null) {
      yield { path, attributes };
      [path, attributes] = [null, {}];
    }
  }
}

/** getfattr writes line breaks and backslashes as `\ooo`. */
function pathOf(shown: Buffer): string {
  const bytes = shown
    .toString('latin1')
    .replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return toArchivePath(textOfBytes(Buffer.from(bytes, 'latin1')));
}
