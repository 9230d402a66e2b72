import { describe, expect, it } from 'vitest';
import { PIECE_BYTES, PIECES_OPEN, WriteAhead } from './write-ahead.ts';

const piece = new Uint8Array(PIECE_BYTES);

describe('writing ahead', () => {
  it('does not wait for what it wrote until much is open, and then for the oldest', async () => {
    const store: Array<(listed: number) => void> = [];
    const ahead = new WriteAhead(() => new Promise((resolve) => store.push(resolve)));
    for (let count = 0; count < PIECES_OPEN; count += 1) expect(await ahead.write(piece)).toBe(0);
    const full = ahead.write(piece);
    store[0]?.(7);
    expect(await full).toBe(7);
    expect(store).toHaveLength(PIECES_OPEN + 1);
  });

  it('puts small chunks together, in their order and whole, also the last ones', async () => {
    const pieces: Uint8Array[] = [];
    const ahead = new WriteAhead(async (stored) => pieces.push(stored));
    const text = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`);
    for (const line of text) await ahead.write(Buffer.from(line));
    expect(await ahead.end(async () => pieces.length)).toBe(2);
    expect(Buffer.concat(pieces).toString()).toBe(text.join(''));
  });

  it('does not end well where something of it was not stored', async () => {
    let count = 0;
    const ahead = new WriteAhead(async () => {
      count += 1;
      if (count === 2) throw new Error('the disk is full');
      return count;
    });
    for (let written = 0; written < 3; written += 1) await ahead.write(piece);
    await expect(ahead.end(async () => 3)).rejects.toThrow('the disk is full');
  });
});
