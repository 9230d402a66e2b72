import type { DirectoryLevel } from './directory-level.ts';

const LEVELS_MAX = 64;
const ENTRIES_MAX = 100_000;

/** The folders that were looked at last, so that paging and going back ask Borg only once. */
export class LevelCache {
  readonly #levels = new Map<string, DirectoryLevel>();
  #entries = 0;

  get(key: string): DirectoryLevel | null {
    const level = this.#levels.get(key);
    if (!level) return null;
    this.#levels.delete(key);
    this.#levels.set(key, level);
    return level;
  }

  put(key: string, level: DirectoryLevel): void {
    this.#drop(key);
    this.#levels.set(key, level);
    this.#entries += level.entries.length;
    while (this.#levels.size > LEVELS_MAX || this.#entries > ENTRIES_MAX) {
      const [oldest] = this.#levels.keys();
      if (oldest === undefined) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#entries -= this.#levels.get(key)?.entries.length ?? 0;
    this.#levels.delete(key);
  }
}
