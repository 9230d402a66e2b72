const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A secret that prints as `[secret]` wherever it is logged, serialized or concatenated; `reveal()` is the only way in. */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [INSPECT](): string {
    return '[secret]';
  }
}
