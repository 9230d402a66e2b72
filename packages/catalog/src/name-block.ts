/** How many names one block holds; a search reads a block as a whole or not at all. */
export const BLOCK_NAMES = 1024;
/** Two fill a page of the file. */
export const BIT_BYTES = 4000;
const BITS = BIT_BYTES * 8;
const BLOCKS_MAX = 2 ** 24;

/** Ids of the blocks of a tree, one behind the other. */
export function blocksOf(tree: number): { readonly first: number; readonly end: number } {
  return { first: tree * BLOCKS_MAX, end: (tree + 1) * BLOCKS_MAX };
}

/** Lower case in ASCII alone, so that each byte keeps its place. */
export function foldName(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  foldBytes(bytes, 0, bytes.length);
  return bytes;
}

/** Those from `start` to `end`. */
export function foldBytes(bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte + 0x20;
  }
}

/** The bits of a block that say whether three, and four, bytes follow each other in one of its names. */
function bitsOf(bytes: Uint8Array, at: number): readonly [number, number] {
  const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const four = Math.imul(three, 0x01000193) ^ ((bytes[at + 3] ?? 0) + 1);
  return [(Math.imul(three, 0x9e3779b1) >>> 12) % BITS, (Math.imul(four, 0x85ebca6b) >>> 12) % BITS];
}

export function makeBits(): Uint8Array {
  return new Uint8Array(BIT_BYTES);
}

/** The bits of the name that stands in `bytes` from `start` to `end`. */
export function addBits(bits: Uint8Array, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at + 2 < end; at += 1) {
    const [three, four] = bitsOf(bytes, at);
    bits[three >> 3] = (bits[three >> 3] ?? 0) | (1 << (three & 7));
    if (at + 3 < end) bits[four >> 3] = (bits[four >> 3] ?? 0) | (1 << (four & 7));
  }
}

/** Places of the bits that a block must have to hold the needle; none for a needle under three bytes. */
export function neededBits(needle: Uint8Array): number[] {
  const needed: number[] = [];
  for (let at = 0; at + 2 < needle.length; at += 1) {
    const [three, four] = bitsOf(needle, at);
    needed.push(three);
    if (at + 3 < needle.length) needed.push(four);
  }
  return needed;
}

/** Places (0-based) of the names that hold the needle, from `start` on; `names` are folded and each ends in NUL. */
export function* findInNames(names: Buffer, needle: Buffer, start = 0): Generator<number> {
  let place = 0;
  let nameStart = 0;
  while (nameStart < names.length) {
    const hit = names.indexOf(needle, nameStart);
    if (hit < 0) return;
    let nameEnd = names.indexOf(0, nameStart);
    while (nameEnd >= 0 && nameEnd < hit) {
      place += 1;
      nameStart = nameEnd + 1;
      nameEnd = names.indexOf(0, nameStart);
    }
    if (place >= start) yield place;
    if (nameEnd < 0) return;
    place += 1;
    nameStart = nameEnd + 1;
  }
}
