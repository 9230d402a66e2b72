import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import type { SshAccess } from '../src/connection/ssh-access.ts';
import { borgHostId } from '../src/process/host-id.ts';
import { initRepository } from '../src/repository/init-repository.ts';
import type { RepositoryTarget } from '../src/repository/repository-target.ts';
import { runBorg } from '../src/repository/run-borg.ts';
import { planRestore } from '../src/restore/plan-restore.ts';
import type { OutcomeLine, RestoreEvents, RestorePlaces, RestoreRun } from '../src/restore/restore-run.ts';
import { runRestore } from '../src/restore/run-restore.ts';
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

  const sshd = await startSshd();
  const { server, client } = placesOf({ environment, repository: target }, sshd);

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
    sshd,
    server,
    client,
    restore: restoring(newFolder),
    root,
    environment,
    target,
    source,
    create,
    newFolder,
    plan,
    leftovers: () =>
      existsSync(join(environment.baseDir, 'tmp')) ? readdirSync(join(environment.baseDir, 'tmp')) : [],
    stop: async () => {
      await sshd.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export type RestoreHouse = Awaited<ReturnType<typeof startRestoreHouse>>;

export function placesOf(
  ground: Pick<RestorePlaces, 'environment' | 'repository'>,
  sshd: Awaited<ReturnType<typeof startSshd>>,
) {
  const access: SshAccess = {
    remote: sshd.remote,
    port: sshd.port,
    rsh: 'ssh',
    rshOptions: '',
    identity: { privateKey: new SecretText(sshd.privateKey) },
    hostKey: sshd.hostKey.line,
  };
  const server: RestorePlaces = {
    ...ground,
    machine: { type: 'server' },
    clientBorg: null,
  };
  const client: RestorePlaces = {
    ...server,
    machine: { type: 'client', access },
    clientBorg: { remoteBorg: 'borg', remoteCacheDir: null },
  };
  return { server, client };
}

function restoring(newFolder: () => string) {
  let jobId = 0;
  /** Runs a restore to its end, with all that it told on the way. */
  return async (places: RestorePlaces, change: Partial<RestoreRun> & Partial<RestoreEvents> = {}) => {
    const outcomes: OutcomeLine[] = [];
    const stages: string[] = [];
    const folder = newFolder();
    const run: RestoreRun = {
      archive: 'a',
      paths: [''],
      path: join(newFolder(), 'new'),
      owner: 'stored',
      user: null,
      jobId: ++jobId,
      conflict: 'refuse',
      channel: null,
      signal: new AbortController().signal,
      ...change,
    };
    const events: RestoreEvents = {
      onProgress: () => {},
      onStaging: async () => {},
      onPlacing: async () => {},
      ...change,
      onStage: async (stage) => {
        stages.push(stage);
        await change.onStage?.(stage);
      },
      onOutcome: async (line) => {
        outcomes.push(line);
      },
    };
    const result = await runRestore(places, run, folder, events);
    const not = outcomes.filter(({ outcome }) => outcome !== 'written');
    return { ...result, outcomes, not, stages, path: run.path, folder };
  };
}
