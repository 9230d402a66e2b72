import { pipeline } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import {
  centralDirectoryRecord,
  dataDescriptor,
  endOfCentralDirectory,
  localFileHeader,
  type ZipContent,
  type ZipEntry,
  type ZipPlace,
} from './zip-records.ts';

/** What gets no tenth shorter, as pictures and films do not, is not packed at all: that is twenty times as fast. */
const WORTH_IT = 0.9;
/** Deflate at its fastest: a download is to keep up with the network, and `tar.zst` is there for what must be small. */
const LEVEL = 1;
/** Up to this size a content is packed in one go; a stream for each small file costs more than its content. */
const SMALL = 16_384;
/** Deflate makes what it cannot pack a little longer; from here on sizes are told in eight bytes. */
const LARGE = 0xff000000;

/**
 * Makes a zip of entries as they come: each method yields the bytes that it adds. What is kept in memory is one record
 * an entry, some 150 bytes with its name.
 */
export class ZipWriter {
  #offset = 0;
  #count = 0;
  readonly #directory: Buffer[] = [];
  #records: Buffer[] = [];
  #recordsSize = 0;

  /** A content that is known: of a link its target, of a folder nothing. */
  *add(entry: ZipEntry, content: Buffer): Generator<Buffer> {
    const deflated = content.length > 0 ? deflateRawSync(content, { level: LEVEL }) : content;
    const isDeflated = deflated.length < content.length;
    const packed = isDeflated ? deflated : content;
    const facts = { isDeflated, crc: crc32(content), size: content.length, packedSize: packed.length };
    const place = { offset: this.#offset, isStreamed: false, isLarge: false };
    yield this.#sent(localFileHeader(entry, facts, false));
    if (packed.length > 0) yield this.#sent(packed);
    this.#note(entry, facts, place);
  }

  /** A content of that size, as it comes. */
  async *addStream(entry: ZipEntry, size: number, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    if (size <= SMALL) {
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk);
      yield* this.add(entry, Buffer.concat(chunks));
      return;
    }
    const place = { offset: this.#offset, isStreamed: true, isLarge: size >= LARGE };
    yield this.#sent(localFileHeader(entry, null, place.isLarge));
    const facts = { isDeflated: true, crc: 0, size: 0, packedSize: 0 };
    for await (const packed of deflated(content, facts)) {
      facts.packedSize += packed.length;
      yield this.#sent(packed);
    }
    yield this.#sent(dataDescriptor(facts, place.isLarge));
    this.#note(entry, facts, place);
  }

  *end(): Generator<Buffer> {
    this.#gather();
    const offset = this.#offset;
    for (const records of this.#directory) yield this.#sent(records);
    const size = this.#offset - offset;
    yield this.#sent(endOfCentralDirectory({ count: this.#count, offset, size }));
  }

  #sent(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    return bytes;
  }

  #note(entry: ZipEntry, content: ZipContent, place: ZipPlace): void {
    const record = centralDirectoryRecord(entry, content, place);
    this.#count += 1;
    this.#records.push(record);
    this.#recordsSize += record.length;
    if (this.#recordsSize >= GATHERED) this.#gather();
  }

  /** A million small buffers would take several times their bytes. */
  #gather(): void {
    this.#directory.push(Buffer.concat(this.#records));
    this.#records = [];
    this.#recordsSize = 0;
  }
}

const GATHERED = 65_536;

/** Takes down size and checksum of what goes in. */
async function* deflated(
  content: AsyncIterable<Buffer>,
  facts: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  const chunks = content[Symbol.asyncIterator]();
  const first = await chunks.next();
  const level = !first.done && isWorthIt(first.value.subarray(0, SMALL)) ? LEVEL : 0;
  async function* counted() {
    try {
      for (let next = first; !next.done; next = await chunks.next()) {
        facts.crc = crc32(next.value, facts.crc);
        facts.size += next.value.length;
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
  // What breaks off in front of it breaks off what is read from it.
  yield* pipeline(counted, createDeflateRaw({ level }), () => {});
}

const isWorthIt = (sample: Buffer): boolean =>
  deflateRawSync(sample, { level: LEVEL }).length < sample.length * WORTH_IT;
