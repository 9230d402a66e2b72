import { BIT_BYTES, neededBits } from './name-block.ts';
import type { CatalogFile } from './open-catalog.ts';

interface TreeBits {
  /** Of the blocks 0 … count - 1, one behind the other. */
  bits: Buffer;
  count: number;
}

/** Keeps the bits of all blocks of the trees that were searched (4 bytes a name): which blocks are read follows from them alone. */
export class NameFilter {
  readonly #trees = new Map<number, TreeBits>();
  readonly #version;
  readonly #select;
  readonly #readAt = new Map<number, number>();

  constructor(file: CatalogFile) {
    // Changes when another connection has written.
    this.#version = () => Number(file.pragma('data_version', { simple: true }));
    this.#select = file.prepare<[number, number], { no: number; bits: Buffer }>(
      'select no, bits from name_block where tree = ? and no >= ? order by no',
    );
  }

  /** Numbers of the blocks that may hold the needle, from `start` on. */
  blocksFor(tree: number, needle: Uint8Array, start: number): number[] {
    const { bits, count } = this.#bitsOf(tree);
    const needed = neededBits(needle);
    const found: number[] = [];
    for (let block = start; block < count; block += 1) {
      const at = block * BIT_BYTES;
      if (needed.every((bit) => ((bits[at + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0)) found.push(block);
    }
    return found;
  }

  #bitsOf(tree: number): TreeBits {
    const version = this.#version();
    const known = this.#trees.get(tree) ?? { bits: Buffer.alloc(0), count: 0 };
    if (this.#readAt.get(tree) === version) return known;
    // All but the last block are full and stay as they are.
    const from = Math.max(0, known.count - 1);
    const fresh = this.#select.all(tree, from);
    known.bits = Buffer.concat([known.bits.subarray(0, from * BIT_BYTES), ...fresh.map(({ bits }) => bits)]);
    known.count = from + fresh.length;
    this.#trees.set(tree, known);
    this.#readAt.set(tree, version);
    return known;
  }
}
