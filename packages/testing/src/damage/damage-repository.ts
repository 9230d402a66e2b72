import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The segment files of a repository on this machine, largest first: most of the data lies in the first. */
export function segmentFiles(repositoryPath: string): string[] {
  const data = join(repositoryPath, 'data');
  return readdirSync(data)
    .flatMap((folder) => readdirSync(join(data, folder)).map((name) => join(data, folder, name)))
    .sort((one, other) => statSync(other).size - statSync(one).size);
}

/** Turns over a few bytes in the middle of a file, as a dying disk would. Answers what takes it back. */
export function flipBytes(file: string): () => void {
  const before = readFileSync(file);
  const damaged = Buffer.from(before);
  const middle = Math.floor(damaged.length / 2);
  for (let at = middle; at < middle + 16 && at < damaged.length; at += 1) {
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
  }
  writeFileSync(file, damaged);
  return () => writeFileSync(file, before);
}

/** Takes a file away. Answers what brings it back. */
export function loseFile(file: string): () => void {
  const before = readFileSync(file);
  rmSync(file);
  return () => writeFileSync(file, before);
}

/** The number that Borg gives a segment file. */
export function segmentNumber(file: string): number {
  return Number(file.slice(file.lastIndexOf('/') + 1));
}
