import { createReadStream } from 'node:fs';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import { startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';
import { compareKeys, treeKey } from './tree-key.ts';

/** A line of such a file: something that is known of one path. */
export interface PathRecord {
  /** As archive paths are written. */
  readonly path: string;
}

/** Disposed before its end it leaves no file and no process. */
export interface SortedWriter<Item extends PathRecord> extends AsyncDisposable {
  /** Resolves when the next may be written. */
  write(item: Item): Promise<void>;
  /** After this the file is there, in the order of the tree; of one path in the order in which they were written. */
  end(): Promise<void>;
}

export interface SortTo {
  readonly file: string;
  /** Where `sort` puts what does not fit into its memory. */
  readonly folder: string;
  readonly marker?: string | undefined;
  readonly onProcess?: ((identity: ProcessIdentity) => Promise<void>) | undefined;
}

const BATCH = 64 * 1024;

/**
 * Sorts what is written to it by path into a file, with as little memory however much it is: coreutils' `sort` keeps
 * 64 MB and puts the rest beside the file.
 */
export function writeSorted<Item extends PathRecord>(
  environment: BorgEnvironment,
  { file, folder, marker, onProcess }: SortTo,
): SortedWriter<Item> {
  const sort = startProcess({
    command: 'sort',
    args: ['--stable', '--field-separator=\t', '--key=1,1', '--buffer-size=64M', '-T', folder, '-o', file],
    env: { ...plainEnviron(environment), LC_ALL: 'C' },
    stdin: 'pipe',
    ...(marker ? { marker } : {}),
    ...(onProcess ? { onStart: onProcess } : {}),
  });
  const { stdin } = sort;
  let said = '';
  sort.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-1000);
  });
  let batch = '';
  let hasEnded = false;
  const flush = async () => {
    const text = batch;
    batch = '';
    if (text !== '' && stdin && !stdin.write(text)) await drained(stdin);
  };
  return {
    async write(item) {
      batch += `${treeKey(item.path)}\t${JSON.stringify(item)}\n`;
      if (batch.length >= BATCH) await flush();
    },
    async end() {
      await flush();
      hasEnded = true;
      stdin?.end();
      const { code } = await sort.exit;
      if (code !== 0) throw sortFailure(code, said);
    },
    async [Symbol.asyncDispose]() {
      if (hasEnded) return;
      sort.kill('SIGKILL');
      await sort.exit.catch(() => {});
    },
  };
}

function sortFailure(code: number | null, said: string): Error {
  const message = `sort ended with ${code}: ${said.trim()}`;
  return /No space left on device/.test(said)
    ? new BorgFailure({ kind: 'server-enospc', message })
    : new Error(message);
}

/** The pipe took it, or nobody reads it any more: its end tells why. */
function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      stream.removeListener('drain', settle);
      stream.removeListener('close', settle);
      resolve();
    };
    stream.once('drain', settle);
    stream.once('close', settle);
  });
}

export interface KeyedRecord<Item> {
  readonly key: string;
  readonly item: Item;
}

/** Reads such a file from its beginning to its end. */
export async function* readSorted<Item extends PathRecord>(file: string): AsyncGenerator<KeyedRecord<Item>> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const at = line.indexOf('\t');
      yield { key: line.slice(0, at), item: JSON.parse(line.slice(at + 1)) as Item }; // what writeSorted wrote
    }
  }
}

/** Walks such a file beside another one: asked with keys in their order. */
export class SortedCursor<Item extends PathRecord> implements AsyncDisposable {
  readonly #records: AsyncGenerator<KeyedRecord<Item>>;
  #next: KeyedRecord<Item> | null | undefined;

  constructor(file: string) {
    this.#records = readSorted<Item>(file);
  }

  /** The last record of this key, and those that were passed over because nobody asked for their keys. */
  async at(key: string): Promise<{ readonly item: Item | null; readonly passed: readonly Item[] }> {
    const passed: Item[] = [];
    let item: Item | null = null;
    for (;;) {
      const next = await this.#peek();
      const order = next ? compareKeys(next.key, key) : 1;
      if (!next || order > 0) return { item, passed };
      if (order === 0) item = next.item;
      else passed.push(next.item);
      this.#next = undefined;
    }
  }

  async #peek(): Promise<KeyedRecord<Item> | null> {
    if (this.#next === undefined) {
      const { value, done } = await this.#records.next();
      this.#next = done ? null : value;
    }
    return this.#next;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records.return(undefined);
  }
}
