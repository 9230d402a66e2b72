import { addBits, BLOCK_NAMES, blocksOf, foldBytes, makeBits } from './name-block.ts';
import type { CatalogFile } from './open-catalog.ts';

interface TailRow {
  readonly id: number;
  readonly count: number;
  readonly nodes: Buffer;
  readonly names: Buffer;
  readonly bits: Buffer;
}

/** Adds names to the blocks that a search of a tree reads; the last block is filled up by the next writer. */
export class NameWriter {
  readonly #put;
  readonly #putBits;
  #id: number;
  #nodes: number[] = [];
  /** Folded, each with NUL behind it, up to `#end`. */
  #names = Buffer.alloc(BLOCK_NAMES * 32);
  #end = 0;
  #bits = makeBits();
  #isDirty = false;

  constructor(file: CatalogFile, tree: number) {
    this.#put = file.prepare('insert or replace into name_block values (?, ?, ?, ?)');
    this.#putBits = file.prepare('insert or replace into name_bits values (?, ?)');
    const { first, end } = blocksOf(tree);
    const tail = file
      .prepare<[number, number], TailRow>(
        'select * from name_block join name_bits using (id) where id >= ? and id < ? order by id desc limit 1',
      )
      .get(first, end);
    this.#id = !tail ? first : tail.count < BLOCK_NAMES ? tail.id : tail.id + 1;
    if (tail && tail.count < BLOCK_NAMES) this.#resume(tail);
  }

  add(node: number, name: string): void {
    const start = this.#end;
    this.#makeRoom(name.length * UTF8_MAX + 1);
    const end = start + this.#names.write(name, start, 'utf8');
    foldBytes(this.#names, start, end);
    addBits(this.#bits, this.#names, start, end);
    this.#names[end] = 0;
    this.#end = end + 1;
    this.#nodes.push(node);
    this.#isDirty = true;
    if (this.#nodes.length < BLOCK_NAMES) return;
    this.flush();
    this.#id += 1;
    this.#nodes = [];
    this.#end = 0;
    this.#bits = makeBits();
  }

  flush(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    const names = this.#names.subarray(0, this.#end);
    const nodes = Buffer.from(Uint32Array.from(this.#nodes).buffer);
    this.#put.run(this.#id, this.#nodes.length, nodes, names);
    this.#putBits.run(this.#id, Buffer.from(this.#bits));
  }

  #resume({ bits, nodes, names }: TailRow): void {
    this.#bits = Uint8Array.from(bits);
    this.#nodes = [...readNodes(nodes)];
    this.#makeRoom(names.length);
    this.#end = names.copy(this.#names);
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#names.length) return;
    const larger = Buffer.alloc(Math.max(this.#end + bytes, this.#names.length * 2));
    this.#names.copy(larger, 0, 0, this.#end);
    this.#names = larger;
  }
}

/** Bytes that a UTF-16 unit can take; a lone surrogate too. */
const UTF8_MAX = 3;

export function readNodes(blob: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(blob).buffer);
}
