import { randomBytes } from 'node:crypto';
import { WireReader, wireNumber, wireString } from './ssh-wire.ts';

const MAGIC = Buffer.from('openssh-key-v1\0');
const BLOCK_BYTES = 8;

/** An ed25519 key as OpenSSH stores it without a passphrase (openssh PROTOCOL.key). */
export function formatEd25519Key(seed: Uint8Array, publicKey: Uint8Array, comment: string): string {
  const blob = ed25519Blob(publicKey);
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    blob,
    wireString(Buffer.concat([seed, publicKey])),
    wireString(comment),
  ]);
  const missing = (BLOCK_BYTES - (secret.length % BLOCK_BYTES)) % BLOCK_BYTES;
  const padding = Buffer.from(Array.from({ length: missing }, (_, i) => i + 1));
  const file = Buffer.concat([
    MAGIC,
    wireString('none'),
    wireString('none'),
    wireString(''),
    wireNumber(1),
    wireString(blob),
    wireString(Buffer.concat([secret, padding])),
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}

/** The public key as it travels. */
export function ed25519Blob(publicKey: Uint8Array): Buffer {
  return Buffer.concat([wireString('ssh-ed25519'), wireString(publicKey)]);
}

export type OpensshKeyParts =
  | { readonly encrypted: true }
  | { readonly encrypted: false; readonly blob: Buffer };

/** Throws RangeError on what is not a file of one key. */
export function parseOpensshKey(text: string): OpensshKeyParts {
  const base64 = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END OPENSSH PRIVATE KEY-----/.exec(
    text,
  )?.[1];
  const file = Buffer.from(base64 ?? '', 'base64');
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) throw new RangeError('this is no OpenSSH private key');
  const reader = new WireReader(file.subarray(MAGIC.length));
  const cipher = reader.string().toString();
  reader.string();
  reader.string();
  if (reader.number() !== 1) throw new RangeError('the file holds more than one key');
  const blob = reader.string();
  if (cipher !== 'none') return { encrypted: true };
  const secret = new WireReader(reader.string());
  const checks = [secret.number(), secret.number()];
  if (checks[0] !== checks[1]) throw new RangeError('the key is damaged');
  const type = secret.string().toString();
  if (type !== new WireReader(blob).string().toString()) throw new RangeError('the key is damaged');
  return { encrypted: false, blob };
}
