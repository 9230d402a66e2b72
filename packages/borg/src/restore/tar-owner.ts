import { BLOCK, checksumOf, type Extended } from './tar-header.ts';

/** Whose a member is, and what may be done with it: what the archive says, whatever the copy that tar read has. */
export interface TarOwner {
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** Permission bits. */
  readonly mode: number;
}

/** The greatest number that seven octal digits hold. */
const OCTAL_MAX = 0o7777777;
const OWN_RECORDS = ['uid', 'gid', 'uname', 'gname'];

/** The blocks of a member's header with another owner and mode in them. */
export function withOwner(blocks: readonly Buffer[], records: Extended['records'], owner: TarOwner): Buffer {
  const header = Buffer.from(blocks.at(-1) ?? Buffer.alloc(BLOCK));
  const more = new Map([...records].filter(([key]) => !OWN_RECORDS.includes(key)));
  writeOctal(header, 100, owner.mode);
  for (const [key, at, value] of [
    ['uid', 108, owner.uid],
    ['gid', 116, owner.gid],
  ] as const) {
    const fits = value >= 0 && value <= OCTAL_MAX;
    writeOctal(header, at, fits ? value : 0);
    if (!fits) more.set(key, Buffer.from(String(value)));
  }
  for (const [key, at, value] of [
    ['uname', 265, owner.user],
    ['gname', 297, owner.group],
  ] as const) {
    const fits = /^[\x20-\x7e]{0,31}$/.test(value);
    header.fill(0, at, at + 32);
    if (fits) header.write(value, at, 'latin1');
    else more.set(key, Buffer.from(value));
  }
  sign(header);
  return Buffer.concat([extendedBlocks(blocks, more), header]);
}

/** Extended headers as they came, but for the records, which are written anew. */
function extendedBlocks(blocks: readonly Buffer[], records: ReadonlyMap<string, Buffer>): Buffer {
  const kept = blocks.slice(0, -1);
  const at = kept.findIndex((block, index) => index % 2 === 0 && block[156] === 0x78);
  if (at < 0 && records.size === 0) return Buffer.concat(kept);
  const content = Buffer.concat([...records].map(([key, value]) => recordOf(key, value)));
  const head = at < 0 ? newExtended() : Buffer.from(kept[at] ?? newExtended());
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  sign(head);
  const filled = Buffer.alloc(Math.ceil(content.length / BLOCK) * BLOCK);
  content.copy(filled);
  if (records.size === 0) return Buffer.concat(kept.filter((_, index) => index !== at && index !== at + 1));
  if (at < 0) return Buffer.concat([...kept, head, filled]);
  return Buffer.concat(kept.map((block, index) => (index === at ? head : index === at + 1 ? filled : block)));
}

function newExtended(): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write('owner', 0);
  for (const at of [100, 108, 116]) writeOctal(block, at, 0);
  block.write('00000000000\0', 136);
  block.write('x', 156);
  block.write('ustar\x0000', 257, 'latin1');
  return block;
}

/** The length counts its own digits. */
function recordOf(key: string, value: Buffer): Buffer {
  const bare = Buffer.byteLength(key) + value.length + 3;
  let length = bare + String(bare).length;
  if (String(length).length > String(bare).length) length = bare + String(length).length;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]);
}

function writeOctal(block: Buffer, at: number, value: number): void {
  block.write(`${value.toString(8).padStart(7, '0')}\0`, at, 'latin1');
}

function sign(block: Buffer): void {
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}
