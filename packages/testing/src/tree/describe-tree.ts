import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { bytePath } from './make-hostile-tree.ts';

/**
 * One line for each entry below a folder, with all that a restore must bring back: path bytes, type, mode, owner, size,
 * nanosecond mtime of files, content hash, link target, hard link group, sparseness, extended attributes and ACLs.
 * Two trees are identical when their lines are.
 */
export function describeTree(folder: string): string[] {
  const inodes = new Map<bigint, number>();
  const lines: string[] = [];
  const walk = (path: Buffer, shown: string) => {
    for (const name of readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare)) {
      const child = bytePath(path, name);
      const childShown = `${shown}/${name.toString('latin1')}`;
      lines.push(describeEntry(child, childShown, inodes));
      if (lstatSync(child).isDirectory()) walk(child, childShown);
    }
  };
  walk(Buffer.from(folder), '');
  return [...lines, ...describeExtended(folder)];
}

function describeEntry(path: Buffer, shown: string, inodes: Map<bigint, number>): string {
  const stat = lstatSync(path, { bigint: true });
  const common = `${JSON.stringify(shown)} mode=${stat.mode.toString(8)} owner=${stat.uid}:${stat.gid}`;
  if (stat.isSymbolicLink()) return `${common} -> ${JSON.stringify(readlinkSync(path))}`;
  if (stat.isDirectory()) return `${common} mtime=${stat.mtimeNs}`;
  if (!stat.isFile()) return `${common} device=${stat.rdev} mtime=${stat.mtimeNs}`;
  const group = inodes.get(stat.ino) ?? inodes.size;
  inodes.set(stat.ino, group);
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  return `${common} size=${stat.size} mtime=${stat.mtimeNs} links=${stat.nlink} inode#${group} sha256=${hash}`;
}

function describeExtended(folder: string): string[] {
  const options = { cwd: folder, encoding: 'latin1' as const, maxBuffer: 64 * 1024 * 1024 };
  const attributes = execFileSync('getfattr', ['-R', '-h', '-d', '-P', '-m', '-', '.'], options);
  const lists = execFileSync('getfacl', ['-R', '-P', '-n', '-s', '.'], options);
  return [...attributes.split('\n\n').sort(), ...lists.split('\n\n').sort()].filter(
    (block) => block.trim() !== '',
  );
}
