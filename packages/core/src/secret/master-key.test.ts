import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MasterKey, SealBrokenError } from './master-key.ts';

const key = new MasterKey(randomBytes(32));

describe('a master key', () => {
  it('opens what it sealed, where it was sealed', () => {
    const sealed = key.seal('pässword ☃', 'repository 1 passphrase');
    expect(key.open(sealed, 'repository 1 passphrase')).toBe('pässword ☃');
    expect(Buffer.from(sealed.ciphertext).includes('password')).toBe(false);
  });

  it('never seals twice alike', () => {
    const [one, other] = [key.seal('x', 'a'), key.seal('x', 'a')];
    expect(one.ciphertext).not.toEqual(other.ciphertext);
  });

  it('does not open a value that was moved to another record or field', () => {
    const sealed = key.seal('secret', 'repository 1 passphrase');
    expect(() => key.open(sealed, 'repository 2 passphrase')).toThrow(SealBrokenError);
  });

  it('does not open a value that was changed', () => {
    const sealed = key.seal('secret', 'a');
    const ciphertext = Uint8Array.from(sealed.ciphertext, (byte, i) => (i === 0 ? byte ^ 1 : byte));
    expect(() => key.open({ ...sealed, ciphertext }, 'a')).toThrow(SealBrokenError);
  });

  it('says so when another key sealed it', () => {
    const other = new MasterKey(randomBytes(32));
    expect(() => other.open(key.seal('secret', 'a'), 'a')).toThrow(key.keyId);
  });

  it.each([0, 16, 31, 33])('is not made of %i bytes', (length) => {
    expect(() => new MasterKey(randomBytes(length))).toThrow('32 bytes');
  });
});
