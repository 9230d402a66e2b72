import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { fingerprintOf } from '../connection/host-key.ts';
import { ed25519Blob, formatEd25519Key } from './openssh-private-key.ts';

export interface KeyPair {
  /** `type base64 comment`: a line for authorized_keys. */
  readonly publicKey: string;
  readonly fingerprint: string;
  /** As ssh reads it, with its last line end. */
  readonly privateKey: SecretText;
}

/** A fresh ed25519 key; the comment tells on the far side whose it is. */
export function makeKeyPair(comment: string): KeyPair {
  return ed25519Pair(generateKeyPairSync('ed25519').privateKey, comment);
}

export function ed25519Pair(key: KeyObject, comment: string): KeyPair {
  const seed = jwkBytes(key, 'd');
  const point = jwkBytes(createPublicKey(key), 'x');
  const privateKey = new SecretText(formatEd25519Key(seed, point, comment));
  return { ...describePublicKey(ed25519Blob(point), comment), privateKey };
}

/** The type is in the blob's own first string. */
export function describePublicKey(blob: Buffer, comment: string): Omit<KeyPair, 'privateKey'> {
  const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString();
  return { publicKey: `${type} ${blob.toString('base64')} ${comment}`, fingerprint: fingerprintOf(blob) };
}

function jwkBytes(key: KeyObject, name: 'd' | 'x'): Buffer {
  return Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url');
}
