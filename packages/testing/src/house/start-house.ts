import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { Client } from '@borgcube/domain/client/client';
import type { Job, JobDetail, JobLogLine } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Repository } from '@borgcube/domain/repository/repository';
import { type RunningServer, type ServerOptions, startServer } from '../server/start-server.ts';
import { callProcedure } from './call-procedure.ts';

export const CANARY_PASSPHRASE = 'canary-7f3a9c-never-shown';

/** A running server with an admin token, a folder for repositories and sources, and the acts that tests repeat. */
export interface House extends AsyncDisposable {
  readonly server: RunningServer;
  readonly token: string;
  /** Everything of this test that is not the server's own lies here. */
  readonly folder: string;
  query<Answer>(procedure: string, input?: unknown): Promise<Answer>;
  mutate<Answer>(procedure: string, input?: unknown): Promise<Answer>;
  makeRepository(input?: Record<string, unknown>): Promise<Repository>;
  makeClient(input?: Record<string, unknown>): Promise<Client>;
  makeConfig(
    input: Record<string, unknown> & { clientId: string; repositoryId: string; paths: string[] },
  ): Promise<BackupConfig>;
  start(configId: string): Promise<Job>;
  backUp(configId: string): Promise<JobDetail>;
  untilJob(id: number, holds: (job: JobDetail) => boolean): Promise<JobDetail>;
  /** No job waits or runs any more, none that followed another one by itself either. */
  untilIdle(): Promise<void>;
  log(id: number): Promise<JobLogLine[]>;
}

export async function startHouse(options: ServerOptions = {}): Promise<House> {
  const server = await startServer(options);
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-house-'));
  const issued = JSON.parse(
    server.run('token', 'create', '--name', 'house', '--role', 'admin', '--json'),
  ) as { token: string };
  const target = { url: server.url, token: issued.token };
  let count = 0;
  const query = async <Answer>(procedure: string, input?: unknown) =>
    // The contract fixes the answers; each caller names the record that it expects.
    (await callProcedure(target, 'query', procedure, input)) as Answer;
  const mutate = async <Answer>(procedure: string, input?: unknown) =>
    // As above.
    (await callProcedure(target, 'mutation', procedure, input)) as Answer;
  const untilJob = async (id: number, holds: (job: JobDetail) => boolean) => {
    for (;;) {
      const job = await query<JobDetail>('jobs.get', { id });
      if (holds(job)) return job;
      if (isFinal(job.state))
        throw new Error(`job ${id} ended as ${job.state}: ${JSON.stringify(job.failureCause)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const start = (configId: string) => mutate<Job>('backupConfigs.run', { id: configId });
  return {
    server,
    token: issued.token,
    folder,
    query,
    mutate,
    untilJob,
    start,
    makeRepository: (input = {}) => {
      const name = `repository-${++count}`;
      mkdirSync(join(folder, 'repositories'), { recursive: true });
      const url = join(folder, 'repositories', name);
      return mutate('repositories.init', {
        name,
        url,
        encryption: 'repokey-blake2',
        passphrase: CANARY_PASSPHRASE,
        ...input,
      });
    },
    makeClient: (input = {}) => mutate('clients.create', { hostname: `host${++count}`, ...input }),
    makeConfig: (input) =>
      mutate('backupConfigs.create', { label: `config ${++count}`, transport: 'local', ...input }),
    backUp: async (configId) => {
      const job = await start(configId);
      return untilJob(job.id, (seen) => isFinal(seen.state));
    },
    untilIdle: async () => {
      for (;;) {
        const left = await query<{ items: Job[] }>('jobs.list', { unfinished: 'all', limit: 1 });
        if (left.items.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    log: async (id) => {
      const lines: JobLogLine[] = [];
      for (let after = 0; ; ) {
        const page = await query<{ lines: JobLogLine[]; next: number }>('jobs.log', { id, after });
        lines.push(...page.lines);
        if (page.lines.length === 0) return lines;
        after = page.next;
      }
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
