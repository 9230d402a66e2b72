import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { borgHostId } from '@borgcube/borg/process/host-id';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { runBackupConfig } from '@borgcube/core/backup-config/run-backup-config';
import { createClient } from '@borgcube/core/client/create-client';
import type { CoreContext } from '@borgcube/core/core-context';
import { EventBus } from '@borgcube/core/event/event-bus';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { getJob } from '@borgcube/core/job/get-job';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { MasterKey } from '@borgcube/core/secret/master-key';
import { Secrets } from '@borgcube/core/secret/secrets';
import type { Database } from '@borgcube/db/open-database';
import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { ClientCreate } from '@borgcube/domain/client/client';
import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { RepositoryInit } from '@borgcube/domain/repository/repository';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { HookFailure } from '@borgcube/plugin-kit/hook-caller';
import { inlineCatalog } from '@borgcube/testing/catalog/inline-catalog';
import { coreKinds } from '../src/executors/core-kinds.ts';
import { makeBorgHand } from '../src/hand/make-borg-hand.ts';
import { type RunningWorker, startWorker, type WorkerOptions } from '../src/start-worker.ts';

export const PASSPHRASE = 'canary-41c7-worker';

export interface HouseOptions {
  readonly db: Database;
  /** Repositories, sources and Borg's own files lie here. */
  readonly folder: string;
  readonly plugins?: readonly Plugin[];
  /** Another program in the place of `borg`. */
  readonly borg?: string;
}

export interface WorkerHouse {
  readonly core: CoreContext;
  readonly environment: BorgEnvironment;
  readonly hookFailures: HookFailure[];
  /** What workers had to say. */
  readonly reports: string[];
  startWorker(options?: Partial<WorkerOptions>): Promise<RunningWorker>;
  stopWorkers(): Promise<void>;
  makeBackup(config?: Partial<BackupConfigCreate>): Promise<MadeBackup>;
  /** Queues a backup of the config. */
  run(configId: string): Promise<number>;
  until(jobId: number, holds?: (job: JobDetail) => boolean): Promise<JobDetail>;
}

export interface MadeBackup {
  readonly configId: string;
  readonly repositoryId: string;
  readonly clientId: string;
  readonly source: string;
  readonly repositoryPath: string;
}

/** All parts of a server that a job needs, on a given database, with the real Borg. */
export function openWorkerHouse({ db, folder, plugins = [], borg = 'borg' }: HouseOptions): WorkerHouse {
  const environment = { borg, ssh: 'ssh', baseDir: join(folder, 'borg'), hostId: borgHostId() };
  const catalog = inlineCatalog(join(folder, 'catalog'));
  const hookFailures: HookFailure[] = [];
  const reports: string[] = [];
  const builtIn = definePlugin({
    name: 'borgcube',
    jobKinds: coreKinds({ core: () => core, environment, catalog }),
  });
  const all = [builtIn, ...plugins];
  const core: CoreContext = {
    db,
    clock: () => new Date(),
    hooks: makeHooks(db, all, (failure) => hookFailures.push(failure)),
    bus: new EventBus(Date.now()),
    secrets: new Secrets(new MasterKey(new Uint8Array(32).fill(7))),
    kinds: kindsOf(all),
    borg: makeBorgHand(environment),
    catalog,
    actor: { type: 'system', id: 'worker', name: 'Worker', role: 'admin' },
  };
  const workers: RunningWorker[] = [];
  let count = 0;
  return {
    core,
    environment,
    hookFailures,
    reports,
    startWorker: async (options = {}) => {
      const worker = await startWorker({
        core,
        environment,
        worker: { workerId: 'worker-1', incarnation: randomUUID() },
        name: 'test',
        version: '0',
        concurrency: 4,
        report: (message, error) => reports.push(`${message}${error ? `: ${error}` : ''}`),
        ...options,
        times: { poll: 100, ...options.times },
      });
      workers.push(worker);
      return worker;
    },
    stopWorkers: async () => {
      for (const worker of workers.splice(0)) await worker.stop();
    },
    makeBackup: async (config = {}) => {
      count += 1;
      const name = `${count}-${randomUUID().slice(0, 8)}`;
      const source = join(folder, 'sources', name);
      const repositoryPath = join(folder, 'repositories', name);
      mkdirSync(source, { recursive: true });
      writeFileSync(join(source, 'hello.txt'), `hello ${name}\n`);
      mkdirSync(join(folder, 'repositories'), { recursive: true });
      const init = { name: `repository ${name}`, url: repositoryPath, passphrase: PASSPHRASE };
      const repository = await initRepository(core, RepositoryInit.parse(init));
      const client = await createClient(core, ClientCreate.parse({ hostname: `host${name}` }));
      const input = {
        clientId: client.id,
        repositoryId: repository.id,
        label: 'files',
        paths: [source],
        transport: 'local',
        ...config,
      };
      const made = await createBackupConfig(core, BackupConfigCreate.parse(input));
      return {
        configId: made.id,
        repositoryId: repository.id,
        clientId: client.id,
        source,
        repositoryPath,
      };
    },
    run: async (configId) => (await runBackupConfig(core, configId)).id,
    until: (jobId, holds = (job) => isFinal(job.state)) => untilJob(core, jobId, holds),
  };
}

/** Looks whenever something is told of the job, and also at what another process changes. */
async function untilJob(
  core: CoreContext,
  jobId: number,
  holds: (job: JobDetail) => boolean,
): Promise<JobDetail> {
  for (;;) {
    const job = await getJob(core, jobId);
    if (holds(job)) return job;
    if (isFinal(job.state)) throw new Error(`job ${jobId} ended: ${JSON.stringify(job, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
