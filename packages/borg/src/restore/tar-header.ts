/** Blocks of a tar stream (POSIX pax, and GNU's long names): a header, then content that is filled up to whole blocks. */
export const BLOCK = 512;

/** One member, with all that its extended headers said of it. */
export interface TarHeader {
  /** `0` file, `1` hard link, `2` symbolic link, `3` `4` `6` device or pipe, `5` folder. */
  readonly type: string;
  /** Bytes of its name, as it is in the stream. */
  readonly name: Buffer;
  readonly link: Buffer;
  /** Bytes of content that follow. */
  readonly size: number;
  /** Holes were left out: the content begins with a map of what is there (GNU sparse 1.0). */
  readonly sparse: { readonly realSize: number } | null;
}

/** What stands before a header and belongs to it. */
export interface Extended {
  /** By key; values are bytes. */
  readonly records: ReadonlyMap<string, Buffer>;
  readonly longName: Buffer | null;
  readonly longLink: Buffer | null;
}

export const NOTHING_EXTENDED: Extended = { records: new Map(), longName: null, longLink: null };

export function typeOf(block: Buffer): string {
  const type = String.fromCharCode(block[156] ?? 0);
  return type === '\0' || type === '7' ? '0' : type;
}

/** Throws where the sum in the block is not that of the block. */
export function readHeader(block: Buffer, { records, longName, longLink }: Extended): TarHeader {
  if (checksumOf(block) !== readNumber(block, 148, 8)) throw new Error('This is no tar stream.');
  const prefix = isUstar(block) ? cString(block, 345, 155) : Buffer.alloc(0);
  const short = cString(block, 0, 100);
  const name = prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), short]) : short;
  const number = (key: string) => Number(records.get(key)?.toString('latin1') ?? Number.NaN);
  const isSparse = records.has('GNU.sparse.major');
  return {
    type: typeOf(block),
    name: records.get('GNU.sparse.name') ?? records.get('path') ?? longName ?? name,
    link: records.get('linkpath') ?? longLink ?? cString(block, 157, 100),
    size: records.has('size') ? number('size') : readNumber(block, 124, 12),
    sparse: isSparse ? { realSize: number('GNU.sparse.realsize') } : null,
  };
}

/** `<length> <key>=<value>\n`, one after the other. */
export function readRecords(content: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString('latin1', at, space));
    if (space < 0 || !Number.isSafeInteger(length) || length < 5) break;
    const equals = content.indexOf(0x3d, space);
    records.set(content.toString('utf8', space + 1, equals), content.subarray(equals + 1, at + length - 1));
    at += length;
  }
  return records;
}

/** Octal text, or base 256 where the first bit is set. */
function readNumber(block: Buffer, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    let value = (block[at] ?? 0) & 0x3f;
    for (let next = at + 1; next < at + length; next++) value = value * 256 + (block[next] ?? 0);
    return value;
  }
  const text = cString(block, at, length).toString('latin1').trim();
  return text === '' ? 0 : Number.parseInt(text, 8);
}

/** The sum of all bytes, its own field taken as spaces. */
export function checksumOf(block: Buffer): number {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0);
  return sum;
}

function cString(block: Buffer, at: number, length: number): Buffer {
  const end = block.subarray(at, at + length).indexOf(0);
  return block.subarray(at, at + (end < 0 ? length : end));
}

const isUstar = (block: Buffer): boolean => block.toString('latin1', 257, 263) === 'ustar\0';
