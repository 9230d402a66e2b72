import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface SealedBytes {
  /** The authentication tag is its last 16 bytes. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed value that this master key does not open, or that was moved from another record or field. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/** The key kept outside the database; it seals and opens, and never shows itself. */
export class MasterKey {
  readonly #key: Buffer;
  /** Tells which key sealed a value, without telling the key. */
  readonly keyId: string;

  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES) throw new Error(`a master key has ${KEY_BYTES} bytes, not ${key.length}`);
    this.#key = Buffer.from(key);
    this.keyId = createHash('sha256')
      .update('borgcube master key id\0')
      .update(key)
      .digest('hex')
      .slice(0, 16);
  }

  seal(plaintext: string, boundTo: string): SealedBytes {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(Buffer.from(boundTo));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { ciphertext: new Uint8Array(ciphertext), nonce: new Uint8Array(nonce), keyId: this.keyId };
  }

  open(sealed: SealedBytes, boundTo: string): string {
    if (sealed.keyId !== this.keyId) {
      throw new SealBrokenError(
        `sealed under the master key ${sealed.keyId}, but this server has ${this.keyId}`,
      );
    }
    const body = Buffer.from(sealed.ciphertext);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    } catch (cause) {
      throw new SealBrokenError('a sealed value does not belong where it lies', { cause });
    }
  }
}
