import { describe, expect, it } from 'vitest';
import { WriteAhead } from './write-ahead.ts';

const chunk = new Uint8Array(1);

describe('writing ahead', () => {
  it('does not wait for what it wrote until much is open, and then for the oldest', async () => {
    const store: Array<(listed: number) => void> = [];
    const ahead = new WriteAhead(() => new Promise((resolve) => store.push(resolve)));
    for (let count = 0; count < 64; count += 1) expect(await ahead.write(chunk)).toBe(0);
    const full = ahead.write(chunk);
    store[0]?.(7);
    expect(await full).toBe(7);
    expect(store).toHaveLength(65);
  });

  it('does not end well where something of it was not stored', async () => {
    let count = 0;
    const ahead = new WriteAhead(async () => {
      count += 1;
      if (count === 2) throw new Error('the disk is full');
      return count;
    });
    for (let written = 0; written < 3; written += 1) await ahead.write(chunk);
    await expect(ahead.end(Promise.resolve(3))).rejects.toThrow('the disk is full');
  });
});
