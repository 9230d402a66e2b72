import { BIT_BYTES, blocksOf, neededBits } from './name-block.ts';
import type { CatalogFile } from './open-catalog.ts';

interface TreeBits {
  /** Of the blocks from the tree's first one on, one behind the other. */
  bits: Buffer;
  count: number;
  readAt: number;
}

/** Keeps the bits of all blocks of the trees that were searched (4 bytes a name): which blocks are read follows from them alone. */
export class NameFilter {
  readonly #trees = new Map<number, TreeBits>();
  readonly #version;
  readonly #select;

  constructor(file: CatalogFile) {
    // Changes when another connection has written.
    this.#version = () => Number(file.pragma('data_version', { simple: true }));
    this.#select = file.prepare<[number, number], { bits: Buffer }>(
      'select bits from name_bits where id >= ? and id < ? order by id',
    );
  }

  /** Numbers of the blocks that may hold the needle, from `start` on; the tree's first block is 0. */
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
    const known = this.#trees.get(tree) ?? { bits: Buffer.alloc(0), count: 0, readAt: -1 };
    const version = this.#version();
    if (known.readAt === version) return known;
    // All but the last block are full and stay as they are.
    const from = Math.max(0, known.count - 1);
    const { first, end } = blocksOf(tree);
    const fresh = this.#select.all(first + from, end).map(({ bits }) => bits);
    known.bits = Buffer.concat([known.bits.subarray(0, from * BIT_BYTES), ...fresh]);
    known.count = from + fresh.length;
    known.readAt = version;
    this.#trees.set(tree, known);
    return known;
  }
}
