import { chmod, readdir, rm } from 'node:fs/promises';

/** Removes a folder and all in it, also what its owner may not write to: a copy of an archive has the modes of the archive. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await openUp(Buffer.from(folder));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names are bytes and stay so: as text some could not be found again. */
async function openUp(folder: Buffer): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    if (entry.isDirectory()) await openUp(Buffer.concat([folder, Buffer.from('/'), entry.name]));
  }
}
