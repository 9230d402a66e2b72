import { createHash, type Hash } from 'node:crypto';
import { ByteSource } from './byte-source.ts';
import {
  BLOCK,
  type Extended,
  NOTHING_EXTENDED,
  readHeader,
  readRecords,
  type TarHeader,
  typeOf,
} from './tar-header.ts';

/** A member that has passed. */
export interface TappedMember {
  readonly header: TarHeader;
  /** Of the whole content of a file, holes as zeros; null for all else. */
  readonly sha256: string | null;
}

export interface TarTap {
  /** Awaited after each member. */
  readonly onMember: (member: TappedMember) => Promise<void>;
  /** What is sent instead of the headers of a member (all its blocks, extended ones too); default: as they came. */
  readonly rewrite?: (
    header: TarHeader,
    blocks: readonly Buffer[],
    records: Extended['records'],
  ) => Promise<Buffer>;
  readonly onBytes?: (count: number) => void;
}

/** Passes a tar stream on and hashes the files in it while it goes by. Throws where the stream is none, or ends too early. */
export async function* tapTar(stream: AsyncIterable<Buffer>, tap: TarTap): AsyncGenerator<Buffer> {
  const source = new ByteSource(stream);
  for (;;) {
    const blocks: Buffer[] = [];
    const extended = await readExtended(source, blocks);
    if (!extended) throw endsEarly();
    const last = blocks.at(-1);
    if (!last || last.every((byte) => byte === 0)) {
      // Two such blocks are the end; a reader may be gone before what fills up the last record.
      yield Buffer.alloc(2 * BLOCK);
      while (await source.some(65_536));
      return;
    }
    const header = readHeader(last, extended);
    yield tap.rewrite ? await tap.rewrite(header, blocks, extended.records) : Buffer.concat(blocks);
    const hash = header.type === '0' ? createHash('sha256') : null;
    yield* header.sparse && hash
      ? sparseContent(source, header, hash, header.sparse.realSize)
      : content(source, header.size, (part) => {
          hash?.update(part);
          tap.onBytes?.(part.length);
        });
    await tap.onMember({ header, sha256: hash?.digest('hex') ?? null });
  }
}

/** All blocks up to the header itself, in `blocks`; null: the stream has ended. */
async function readExtended(source: ByteSource, blocks: Buffer[]): Promise<Extended | null> {
  let extended = NOTHING_EXTENDED;
  for (;;) {
    const block = await source.exactly(BLOCK);
    if (!block) return null;
    blocks.push(block);
    const type = typeOf(block);
    if (!'xgLK'.includes(type)) return extended;
    const { size } = readHeader(block, NOTHING_EXTENDED);
    const whole = await source.exactly(padded(size));
    if (!whole) return null;
    blocks.push(whole);
    const text = whole.subarray(0, size);
    if (type === 'x') extended = { ...extended, records: readRecords(text) };
    if (type === 'L') extended = { ...extended, longName: untilNul(text) };
    if (type === 'K') extended = { ...extended, longLink: untilNul(text) };
  }
}

async function* content(
  source: ByteSource,
  size: number,
  onPart: (part: Buffer) => Promise<void> | void,
): AsyncGenerator<Buffer> {
  for (let left = size; left > 0; ) {
    const part = await source.some(left);
    if (!part) throw endsEarly();
    left -= part.length;
    await onPart(part);
    yield part;
  }
  const fill = padded(size) - size;
  if (fill === 0) return;
  const filling = await source.exactly(fill);
  if (!filling) throw endsEarly();
  yield filling;
}

/** A map (count, then offset and length of each part, each number a line, filled up to whole blocks), then the parts. */
async function* sparseContent(
  source: ByteSource,
  { size }: TarHeader,
  hash: Hash,
  realSize: number,
): AsyncGenerator<Buffer> {
  const map: Buffer[] = [];
  let numbers: number[] = [];
  do {
    const block = await source.exactly(BLOCK);
    if (!block) throw endsEarly();
    map.push(block);
    numbers = Buffer.concat(map).toString('latin1').split('\n').slice(0, -1).map(Number);
  } while (numbers.length < 1 + 2 * (numbers[0] ?? Number.POSITIVE_INFINITY));
  yield* map;
  const holes = new HoleFiller(hash, numbers.slice(1, 1 + 2 * (numbers[0] ?? 0)));
  yield* content(source, size - map.length * BLOCK, (part) => holes.take(part));
  await holes.zerosUpTo(realSize);
}

const ZEROS = Buffer.alloc(1024 * 1024);

/** Feeds a hash with parts that stand somewhere, and with zeros between them. */
class HoleFiller {
  readonly #hash: Hash;
  readonly #map: readonly number[];
  #segment = 0;
  #inSegment = 0;
  #at = 0;

  constructor(hash: Hash, map: readonly number[]) {
    this.#hash = hash;
    this.#map = map;
  }

  async take(part: Buffer): Promise<void> {
    for (let rest = part; rest.length > 0; ) {
      const offset = this.#map[2 * this.#segment] ?? 0;
      const length = this.#map[2 * this.#segment + 1] ?? rest.length;
      if (this.#inSegment === length) {
        this.#segment++;
        this.#inSegment = 0;
        continue;
      }
      await this.zerosUpTo(offset + this.#inSegment);
      const taken = rest.subarray(0, length - this.#inSegment);
      this.#hash.update(taken);
      this.#inSegment += taken.length;
      this.#at += taken.length;
      rest = rest.subarray(taken.length);
    }
  }

  /** Lets others have a turn: a hole may be as large as it likes. */
  async zerosUpTo(offset: number): Promise<void> {
    while (this.#at < offset) {
      const zeros = ZEROS.subarray(0, Math.min(ZEROS.length, offset - this.#at));
      this.#hash.update(zeros);
      this.#at += zeros.length;
      if (this.#at < offset) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;
const untilNul = (text: Buffer): Buffer =>
  text.subarray(0, text.indexOf(0) < 0 ? text.length : text.indexOf(0));
const endsEarly = () => new Error('The tar stream ended in the middle of a file.');
