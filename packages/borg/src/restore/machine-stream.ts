import type { Writable } from 'node:stream';

/** Writes part after part, no faster than they are taken, and ends. False: nobody took them all. */
export async function feed(stdin: Writable | null, parts: AsyncIterable<Buffer>): Promise<boolean> {
  if (!stdin) return false;
  for await (const part of parts) {
    if (stdin.destroyed) return false;
    if (!stdin.write(part)) await drained(stdin);
  }
  stdin.end();
  return true;
}

function drained(stream: Writable): Promise<void> {
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

/** Joins small parts, so that not each becomes a write of its own. */
export async function* batched(parts: AsyncIterable<Buffer>, size = 64 * 1024): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const part of parts) {
    held.push(part);
    length += part.length;
    if (length < size) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** Cuts a stream at each NUL. */
export async function* splitAtNul(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let at = data.indexOf(0); at >= 0; at = data.indexOf(0)) {
      yield data.subarray(0, at);
      data = data.subarray(at + 1);
    }
    rest = Buffer.from(data);
  }
}
