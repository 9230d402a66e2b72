import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from './make-key-pair.ts';
import { readKeyPair } from './read-key-pair.ts';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sshKeygen = (...args: string[]) => execFileSync('ssh-keygen', args, { encoding: 'utf8' }).trim();

/** What ssh-keygen makes of a private key. */
function readBySshKeygen(name: string, privateKey: string) {
  const file = join(folder, name);
  writeFileSync(file, privateKey, { mode: 0o600 });
  const publicKey = sshKeygen('-y', '-f', file);
  writeFileSync(`${file}.pub`, publicKey);
  return { publicKey, fingerprint: sshKeygen('-l', '-f', `${file}.pub`).split(' ')[1] };
}

const typeAndBlob = (publicKey: string) => publicKey.split(' ').slice(0, 2).join(' ');

function makeBySshKeygen(name: string, ...args: string[]): { privateKey: string; publicKey: string } {
  const file = join(folder, name);
  sshKeygen('-q', '-f', file, '-C', 'someone', ...args);
  return { privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8') };
}

describe('generated keys', () => {
  it.each(['', 'borgcube:a', 'borgcube:a-longer-comment'])(
    'are read by ssh-keygen, comment %j',
    (comment) => {
      const made = makeKeyPair(comment);
      const read = readBySshKeygen(`made-${comment.length}`, made.privateKey.reveal());
      expect(typeAndBlob(read.publicKey)).toBe(typeAndBlob(made.publicKey));
      expect(read.fingerprint).toBe(made.fingerprint);
      expect(made.publicKey).toBe(`${typeAndBlob(made.publicKey)} ${comment}`);
    },
  );
});

describe('pasted keys', () => {
  it.each([
    ['ed25519', ['-t', 'ed25519']],
    ['rsa', ['-t', 'rsa', '-b', '2048']],
    ['ecdsa', ['-t', 'ecdsa', '-b', '384']],
    ['rsa in PEM form', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['ecdsa in PEM form', ['-t', 'ecdsa', '-b', '256', '-m', 'PEM']],
    ['rsa in PKCS8 form', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8']],
  ])('%s: public key and fingerprint are those of ssh-keygen', (name, args) => {
    const file = name.replaceAll(' ', '-');
    const { privateKey, publicKey } = makeBySshKeygen(file, '-N', '', ...args);
    const pair = readKeyPair(`\r\n${privateKey.replaceAll('\n', '\r\n')}`, 'pasted');
    expect(typeAndBlob(pair.publicKey)).toBe(typeAndBlob(publicKey));
    const read = readBySshKeygen(`${file}-again`, pair.privateKey.reveal());
    expect(read.fingerprint).toBe(pair.fingerprint);
    expect(typeAndBlob(read.publicKey)).toBe(typeAndBlob(publicKey));
  });

  it('with a passphrase are refused in words', () => {
    const openssh = makeBySshKeygen('locked', '-N', 'secret', '-t', 'ed25519');
    const pem = makeBySshKeygen('locked-pem', '-N', 'secret', '-t', 'rsa', '-b', '2048', '-m', 'PEM');
    for (const { privateKey } of [openssh, pem]) {
      expect(() => readKeyPair(privateKey, '')).toThrow('has a passphrase');
    }
  });

  it.each([
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----',
  ])('that are broken are refused by field', (text) => {
    expect(() => readKeyPair(text, '')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', fieldErrors: { privateKey: [expect.any(String)] } }),
    );
  });
});
