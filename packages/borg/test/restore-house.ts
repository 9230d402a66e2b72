import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { borgHostId } from '../src/process/host-id.ts';
import { initRepository } from '../src/repository/init-repository.ts';
import type { RepositoryTarget } from '../src/repository/repository-target.ts';
import { runBorg } from '../src/repository/run-borg.ts';
import { planRestore } from '../src/restore/plan-restore.ts';
import { readSorted } from '../src/restore/sorted-file.ts';

/** Another one in each process: tests look for it in all processes of the machine. */
export const CANARY = `c4n4ry${process.pid}`;
export const PASSPHRASE = `${CANARY} "quoted" $HOME`;

/** A repository with one archive of a hostile tree, and room for restores. */
export async function startRestoreHouse() {
  const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
  const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
  const target: RepositoryTarget = {
    folder: 'r1',
    url: join(root, 'repository'),
    passphrase: new SecretText(PASSPHRASE),
    remoteBorg: 'borg',
    ssh: null,
  };
  const source = join(root, 'source');
  makeHostileTree(join(source, 'tree'));
  execFileSync('mkfifo', [join(source, 'tree', 'pipe')]);
  await initRepository(environment, target, 'repokey');
  const create = (archive: string, paths: readonly string[], cwd = source) =>
    runBorg({ environment, target, cwd, args: ['create', '--', `${target.url}::${archive}`, ...paths] });
  await create('a', ['tree']);

  let number = 0;
  const newFolder = (): string => {
    const folder = join(root, `work${++number}`);
    mkdirSync(folder);
    return folder;
  };

  async function plan(paths: readonly string[], archive = 'a') {
    const made = await planRestore({ environment, target, archive, paths, folder: newFolder() });
    const entries = [];
    for await (const { item } of readSorted<typeof made & { path: string; type: string }>(made.file))
      entries.push(item);
    return { ...made, entries };
  }

  return {
    root,
    environment,
    target,
    source,
    create,
    newFolder,
    plan,
    leftovers: () => readdirSync(join(environment.baseDir, 'tmp')),
    stop: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type RestoreHouse = Awaited<ReturnType<typeof startRestoreHouse>>;
