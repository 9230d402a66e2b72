import { addBits, BLOCK_NAMES, blocksOf, foldName, makeBits } from './name-block.ts';
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
  #names: Buffer[] = [];
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
    const folded = foldName(name);
    addBits(this.#bits, folded);
    this.#nodes.push(node);
    this.#names.push(folded);
    this.#isDirty = true;
    if (this.#nodes.length < BLOCK_NAMES) return;
    this.flush();
    this.#id += 1;
    this.#nodes = [];
    this.#names = [];
    this.#bits = makeBits();
  }

  flush(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    const names = Buffer.concat(this.#names.flatMap((name) => [name, NUL]));
    const nodes = Buffer.from(Uint32Array.from(this.#nodes).buffer);
    this.#put.run(this.#id, this.#nodes.length, nodes, names);
    this.#putBits.run(this.#id, Buffer.from(this.#bits));
  }

  #resume({ bits, nodes, names }: TailRow): void {
    this.#bits = Uint8Array.from(bits);
    this.#nodes = [...readNodes(nodes)];
    for (let start = 0; start < names.length; ) {
      const end = names.indexOf(0, start);
      this.#names.push(names.subarray(start, end));
      start = end + 1;
    }
  }
}

const NUL = Buffer.from([0]);

export function readNodes(blob: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(blob).buffer);
}
