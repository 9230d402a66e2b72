const BITS = 8;

/** A set of small integers, one bit each. */
export class BitSet {
  #bytes = new Uint8Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  has(at: number): boolean {
    return ((this.#bytes[at >> 3] ?? 0) & (1 << (at % BITS))) !== 0;
  }

  /** False: it was there already. */
  add(at: number): boolean {
    if (this.has(at)) return false;
    const index = at >> 3;
    if (index >= this.#bytes.length) this.#grow(index + 1);
    this.#bytes[index] = (this.#bytes[index] ?? 0) | (1 << (at % BITS));
    this.#count += 1;
    return true;
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
