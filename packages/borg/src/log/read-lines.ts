import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Longer lines are cut: a hostile client could otherwise fill the memory with one. */
const LINE_MAX = 1_000_000;

/**
 * The lines of a stream, without their ends (`\n`, `\r\n`), each told at once; the last needs no end.
 * Settles when the stream has ended; a stream that breaks off counts as ended.
 */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(clean(line));
    if (rest.length > LINE_MAX) rest = rest.slice(0, LINE_MAX);
  };
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
    stream.once('error', () => {}); // told by close
    stream.once('close', () => {
      rest += decoder.end();
      if (rest !== '') onLine(clean(rest));
      resolve();
    });
  });
}

const clean = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, LINE_MAX);
