import type { ZipPlaces } from './zip-places.ts';

const LINES_MAX = 10_000;
const NAME = 'borgcube-notes';

/** What a zip does not hold, or calls otherwise: told in a file of its own at its end. */
export class ZipNotes {
  readonly #lines: string[] = [];
  #count = 0;

  /** `path` as archive paths are written. */
  add(path: string, what: string): void {
    this.#count += 1;
    if (this.#count <= LINES_MAX) this.#lines.push(`${path.replace(/\p{Cc}/gu, ' ')}\n    ${what}\n`);
  }

  /** Null: there is nothing to tell. */
  text(): string | null {
    if (this.#count === 0) return null;
    const more = this.#count - this.#lines.length;
    const head =
      'What this zip does not hold, or holds under another name. Download a tar to get all of it.\n' +
      'Paths are as in the archive: \\xNN is a byte that is no UTF-8, \\\\ a backslash.\n';
    return [head, ...this.#lines, ...(more > 0 ? [`and ${more} more\n`] : [])].join('\n');
  }

  /** A name for them that nothing else has. */
  nameIn(places: ZipPlaces): string {
    for (let number = 1; ; number += 1) {
      const name = `${NAME}${number === 1 ? '' : `-${number}`}.txt`;
      if (places.take(name, false) === 'free') return name;
    }
  }
}
