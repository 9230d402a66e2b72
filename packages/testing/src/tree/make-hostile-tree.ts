import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

const HOSTILE_NAMES: readonly Buffer[] = [
  Buffer.from('with spaces  and two'),
  Buffer.from(`both ' and " quotes`),
  Buffer.from('line one\nline two'),
  Buffer.from('--exclude=everything'),
  Buffer.from('-rf'),
  Buffer.from('$(touch owned) `id` ; & | < >'),
  Buffer.from('back\\slash and \\xff as text'),
  Buffer.from('tab\tand bell\x07'),
  Buffer.from('ümlaut € 漢字 🧊'),
  Buffer.from([0x6c, 0x61, 0x74, 0x69, 0x6e, 0x31, 0x2d, 0xe4, 0xf6, 0xfc, 0xff]),
  Buffer.from('* ? [a-z] {x,y}'),
  Buffer.from('::archive@host:path'),
  Buffer.from('trailing space '),
];

/** Joins a folder and a name of bytes: file names are bytes, not text. */
export function bytePath(folder: string | Buffer, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);
}

/**
 * Everything that a careless backup loses: names of arbitrary bytes, hard and symbolic links, sparse files, empty folders,
 * odd modes, old times, and (where the file system has them) extended attributes and ACLs.
 */
export function makeHostileTree(folder: string): void {
  mkdirSync(folder, { recursive: true });
  HOSTILE_NAMES.forEach((name, index) => {
    const sub = bytePath(folder, Buffer.concat([Buffer.from('dir '), name]));
    mkdirSync(sub);
    writeFileSync(bytePath(sub, name), `content ${index}\n`.repeat(index + 1));
  });
  writeFileSync(`${folder}/plain.txt`, 'plain text\n');
  writeFileSync(`${folder}/empty`, '');
  writeFileSync(
    `${folder}/binary.bin`,
    Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 31 + (i >> 8)) % 256)),
  );
  mkdirSync(`${folder}/empty folder`);
  linkSync(`${folder}/plain.txt`, `${folder}/hard link to plain.txt`);
  symlinkSync('plain.txt', `${folder}/link to plain`);
  symlinkSync('/does/not/exist', `${folder}/dangling link`);
  makeSparseFile(`${folder}/sparse.img`);
  writeFileSync(`${folder}/script.sh`, '#!/bin/sh\n');
  chmodSync(`${folder}/script.sh`, 0o750);
  writeFileSync(`${folder}/secret.key`, 'k');
  chmodSync(`${folder}/secret.key`, 0o400);
  utimesSync(`${folder}/empty`, new Date('1999-12-31T23:59:59.123Z'), new Date('1999-12-31T23:59:59.123Z'));
  setExtendedMetadata(folder);
}

function makeSparseFile(path: string): void {
  const file = openSync(path, 'w');
  writeSync(file, 'head');
  writeSync(file, 'tail', 8 * 1024 * 1024);
  closeSync(file);
  truncateSync(path, 16 * 1024 * 1024);
}

function setExtendedMetadata(folder: string): void {
  execFileSync('setfattr', ['-n', 'user.origin', '-v', 'hostile tree', `${folder}/plain.txt`]);
  execFileSync('setfacl', ['-m', 'u:65534:r', `${folder}/script.sh`]);
}
