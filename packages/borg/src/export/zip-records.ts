/** One entry of a zip; PKWARE's APPNOTE 6.3 calls what is made here by the names of its functions. */
export interface ZipEntry {
  /** With a slash at the end: a folder. */
  readonly name: Buffer;
  /** As `stat` tells it, with the type. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly mtime: number;
}

export interface ZipContent {
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

export interface ZipPlace {
  /** Where its local header begins. */
  readonly offset: number;
  /** Its sizes stand behind its content, where they take eight bytes each if `isLarge`. */
  readonly isStreamed: boolean;
  readonly isLarge: boolean;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const VERSION_PLAIN = 20;
const VERSION_ZIP64 = 45;
const MADE_ON_UNIX = (3 << 8) | 63;
const SIZES_BEHIND = 1 << 3;
const NAME_IS_UTF8 = 1 << 11;
const DEFLATED = 8;
const NOTHING: ZipContent = { isDeflated: false, crc: 0, size: 0, packedSize: 0 };

/** Stands before the content; null: the content is not known yet and will be deflated. */
export function localFileHeader(entry: ZipEntry, content: ZipContent | null, isLarge: boolean): Buffer {
  const { crc, size, packedSize } = content ?? NOTHING;
  const zip64 = isLarge ? pack([2, 0x0001], [2, 16], [8, size], [8, packedSize]) : Buffer.alloc(0);
  const extra = Buffer.concat([zip64, timestamp(entry.mtime)]);
  return Buffer.concat([
    pack(
      [4, 0x04034b50],
      ...common(entry, content ?? { ...NOTHING, isDeflated: true }, {
        isStreamed: content === null,
        isLarge,
      }),
      [4, crc],
      [4, isLarge ? MAX_32 : packedSize],
      [4, isLarge ? MAX_32 : size],
      [2, entry.name.length],
      [2, extra.length],
    ),
    entry.name,
    extra,
  ]);
}

/** Stands behind a content that was not known before. */
export function dataDescriptor({ crc, size, packedSize }: ZipContent, isLarge: boolean): Buffer {
  const bytes = isLarge ? 8 : 4;
  return pack([4, 0x08074b50], [4, crc], [bytes, packedSize], [bytes, size]);
}

export function centralDirectoryRecord(entry: ZipEntry, content: ZipContent, place: ZipPlace): Buffer {
  const { size, packedSize, crc } = content;
  const isFar = place.offset >= MAX_32;
  const large: Field[] = [
    ...(place.isLarge
      ? ([
          [8, size],
          [8, packedSize],
        ] satisfies Field[])
      : []),
    ...(isFar ? ([[8, place.offset]] satisfies Field[]) : []),
  ];
  const zip64 = large.length > 0 ? pack([2, 0x0001], [2, large.length * 8], ...large) : Buffer.alloc(0);
  const extra = Buffer.concat([zip64, timestamp(entry.mtime)]);
  return Buffer.concat([
    pack(
      [4, 0x02014b50],
      [2, MADE_ON_UNIX],
      ...common(entry, content, { ...place, isLarge: place.isLarge || isFar }),
      [4, crc],
      [4, place.isLarge ? MAX_32 : packedSize],
      [4, place.isLarge ? MAX_32 : size],
      [2, entry.name.length],
      [2, extra.length],
      [2, 0], // no comment
      [2, 0], // on the first disk
      [2, 0], // binary
      [4, ((entry.mode << 16) >>> 0) + (entry.name.at(-1) === 0x2f ? 0x10 : 0)], // MS-DOS knows a folder by that bit
      [4, isFar ? MAX_32 : place.offset],
    ),
    entry.name,
    extra,
  ]);
}

interface Directory {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
}

/** Ends the file, after all records of the central directory. */
export function endOfCentralDirectory({ count, offset, size }: Directory): Buffer {
  const isZip64 = count >= MAX_16 || offset >= MAX_32 || size >= MAX_32;
  const zip64 = pack(
    [4, 0x06064b50],
    [8, 44],
    [2, MADE_ON_UNIX],
    [2, VERSION_ZIP64],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, offset],
    [4, 0x07064b50],
    [4, 0],
    [8, offset + size],
    [4, 1],
  );
  const [counted, far, long] = isZip64 ? [MAX_16, MAX_32, MAX_32] : [count, offset, size];
  const end = pack([4, 0x06054b50], [2, 0], [2, 0], [2, counted], [2, counted], [4, long], [4, far], [2, 0]);
  return isZip64 ? Buffer.concat([zip64, end]) : end;
}

/** What both headers of an entry begin with, behind their signature. */
function common(
  { mtime }: ZipEntry,
  { isDeflated }: ZipContent,
  { isStreamed, isLarge }: Omit<ZipPlace, 'offset'>,
): Field[] {
  return [
    [2, isLarge ? VERSION_ZIP64 : VERSION_PLAIN],
    [2, NAME_IS_UTF8 | (isStreamed ? SIZES_BEHIND : 0)],
    [2, isDeflated ? DEFLATED : 0],
    [4, dosTime(mtime)],
  ];
}

const FIRST_DOS_TIME = Date.UTC(1980, 0, 1);
const LAST_DOS_TIME = Date.UTC(2107, 11, 31, 23, 59, 58);

/** Every zip has it, to two seconds and of no known zone; in UTC here. */
function dosTime(seconds: number): number {
  const time = new Date(Math.min(Math.max(seconds * 1000, FIRST_DOS_TIME), LAST_DOS_TIME));
  const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return day * 0x10000 + clock;
}

/** Info-ZIP's universal time: to the second, in UTC; unzip, 7-Zip, bsdtar and Windows read it. */
function timestamp(seconds: number): Buffer {
  const kept = Math.min(Math.max(Math.floor(seconds), -0x80000000), 0x7fffffff);
  return pack([2, 0x5455], [2, 5], [1, 1], [4, kept >>> 0]);
}

type Field = readonly [bytes: 1 | 2 | 4 | 8, value: number];

/** Little endian, one behind the other. */
function pack(...fields: readonly Field[]): Buffer {
  const packed = Buffer.allocUnsafe(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 8) packed.writeBigUInt64LE(BigInt(value), at);
    else packed.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return packed;
}
