import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { describePublicKey, ed25519Pair, type KeyPair } from './make-key-pair.ts';
import { type OpensshKeyParts, parseOpensshKey } from './openssh-private-key.ts';
import { wireInteger, wireString } from './ssh-wire.ts';

const CURVES: Readonly<Record<string, string>> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

/** Reads a private key that somebody pasted, in OpenSSH or PEM form. Throws `invalid-fields` on `privateKey`. */
export function readKeyPair(pasted: string, comment: string): KeyPair {
  const text = `${pasted.replace(/\r\n?/g, '\n').trim()}\n`;
  if (text.includes('BEGIN OPENSSH PRIVATE KEY')) {
    const parts = readOpenssh(text);
    if (parts.encrypted) throw refused('This key has a passphrase. Paste one without.');
    return { ...describePublicKey(parts.blob, comment), privateKey: new SecretText(text) };
  }
  const key = readPem(text);
  // OpenSSH does not read ed25519 keys in PEM form on every system.
  if (key.asymmetricKeyType === 'ed25519') return ed25519Pair(key, comment);
  return { ...describePublicKey(publicBlob(key), comment), privateKey: new SecretText(text) };
}

function readOpenssh(text: string): OpensshKeyParts {
  try {
    return parseOpensshKey(text);
  } catch (error) {
    if (error instanceof RangeError) throw refused('This is no complete private key.');
    throw error;
  }
}

function readPem(text: string): KeyObject {
  if (/ENCRYPTED/.test(text)) throw refused('This key has a passphrase. Paste one without.');
  try {
    return createPrivateKey(text);
  } catch {
    // What OpenSSL says of the text helps nobody, and could quote it.
    throw refused('This is no private key that can be read.');
  }
}

function publicBlob(key: KeyObject): Buffer {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const part = (name: 'e' | 'n' | 'x' | 'y') => Buffer.from(jwk[name] ?? '', 'base64url');
  if (jwk.kty === 'RSA') {
    return Buffer.concat([wireString('ssh-rsa'), wireInteger(part('e')), wireInteger(part('n'))]);
  }
  const curve = CURVES[jwk.crv ?? ''];
  if (jwk.kty !== 'EC' || !curve)
    throw refused('Only ed25519, RSA and NIST curve keys can be used with ssh.');
  const point = Buffer.concat([Buffer.from([4]), part('x'), part('y')]);
  return Buffer.concat([wireString(`ecdsa-sha2-${curve}`), wireString(curve), wireString(point)]);
}

function refused(message: string) {
  return invalidFields({ privateKey: [message] });
}
