import { createWriteStream, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DownloadFormat } from '@borgcube/domain/archive/archive-download';
import type { Settings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { askLocally } from './local-api.ts';
import { printJson, printLine } from './print.ts';

interface Extracted {
  readonly id: string;
  readonly paths: readonly string[];
  readonly format: DownloadFormat;
}

interface Where {
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Streams something of an archive from the running server; what did not come whole is not left behind. */
export async function extractArchive(
  { dataDir }: Settings,
  { id, paths, format }: Extracted,
  { output, force = false, json = false }: Where,
): Promise<void> {
  if (output === '-' && json) throw new StartError('--json and -o - would write over each other.', 2);
  const query = new URLSearchParams({ format });
  for (const path of paths) query.append('path', path);
  const answer = await askLocally(dataDir, `/archives/${encodeURIComponent(id)}/download?${query}`);
  if (answer.statusCode !== 200) throw new StartError(await refusalOf(answer));
  if (output === '-') {
    await pipeline(answer, process.stdout, { end: false }).catch(refuseCut);
    return;
  }
  const [path = ''] = paths;
  const file = resolve(output ?? (format === 'raw' ? basename(path) : nameOf(answer)));
  const size = await toFile(answer, file, force);
  if (json) printJson({ archiveId: id, ...(format === 'raw' ? { path } : { paths, format }), file, size });
  else printLine(`Saved ${file} (${size} bytes).`);
}

/** The one that the server gives it, which holds no slash. */
function nameOf({ headers }: IncomingMessage): string {
  const encoded = /filename\*=UTF-8''(\S+)/.exec(headers['content-disposition'] ?? '')?.[1] ?? '';
  return basename(decodeURIComponent(encoded)) || 'archive';
}

async function toFile(answer: IncomingMessage, file: string, force: boolean): Promise<number> {
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  const target = createWriteStream(draft, { flags: 'wx' });
  try {
    await pipeline(answer, target).catch(refuseCut);
    if (force) renameSync(draft, file);
    else placeNew(draft, file);
    return target.bytesWritten;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Unlike a rename, a link does not replace what came there meanwhile; not every file system has links. */
function placeNew(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (cause) {
    if (!existsSync(file)) renameSync(draft, file);
    else
      throw new StartError(`${file} is there already. --force replaces it, -o takes another name.`, 1, {
        cause,
      });
  }
}

function refuseCut(cause: unknown): never {
  if (cause instanceof Error && 'syscall' in cause) {
    throw new StartError(`The file cannot be saved: ${cause.message}.`, 1, { cause });
  }
  throw new StartError('The file did not come whole. The log of the server tells why.', 1, { cause });
}

async function refusalOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer); // no encoding is set
  try {
    return String(JSON.parse(Buffer.concat(chunks).toString()).error.message);
  } catch {
    return `The server answered with status ${answer.statusCode}.`;
  }
}
