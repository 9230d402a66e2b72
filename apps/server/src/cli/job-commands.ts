import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { findConfigId } from './find-record.ts';
import { jobLogPages, readJobLog } from './job-log.ts';
import type { LocalApi } from './local-api.ts';
import { printJson, printLine, printRecord, printRows } from './print.ts';
import { readPages, requireServer } from './server-hand.ts';
import { wholeNumber } from './whole-number.ts';

const JOB_COLUMNS = ['id', 'kind', 'state', 'createdAt', 'timestampStart', 'timestampEnd', 'failureCause'];

interface Json {
  readonly json?: boolean;
}

interface ListOptions extends Json {
  readonly state?: string;
  readonly kind?: string;
  readonly limit: number;
}

export function addJobCommands(program: Command): void {
  const backup = program.command('backup').description('backups');
  backup
    .command('run')
    .description('back up now')
    .argument('<config>', 'id or label of a backup config')
    .option('--json', 'print JSON')
    .action(async (config: string, { json = false }: Json) => {
      const api = await requireServer(readSettings());
      const started = await api.backupConfigs.run.mutate({ id: await findConfigId(api, config) });
      if (json) printJson(started);
      else
        printLine(
          started.alreadyQueued ? `Job ${started.id} is under way already.` : `Job ${started.id} is queued.`,
        );
    });

  const job = program.command('job').description('jobs and their logs');
  job
    .command('list')
    .description('newest first')
    .option('--state <state>', 'only those in this state')
    .option('--kind <kind>', 'only those of this kind')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON')
    .action(async ({ json = false, limit, ...filter }: ListOptions) => {
      const api = await requireServer(readSettings());
      const page = Math.min(limit, 200);
      const jobs = await readPages(
        (cursor) => api.jobs.list.query({ ...filter, limit: page, cursor }),
        limit,
      );
      const rows = jobs.map((row) => ({ ...row, failureCause: row.failureCause?.kind ?? null }));
      printRows(json ? jobs : rows, { json, columns: JOB_COLUMNS });
    });
  onOneJob(job.command('show').description('one job'), async (api, id, json) => {
    printRecord(await api.jobs.get.query({ id }), json);
  });
  onOneJob(job.command('log').description('the log of a job so far'), printLog);
  onOneJob(
    job.command('cancel').description('stop a job, or take it out of the queue'),
    async (api, id, json) => {
      const cancelled = await api.jobs.cancel.mutate({ id });
      if (json) printJson(cancelled);
      else printLine(`Job ${id} was told to stop.`);
    },
  );
}

function onOneJob(command: Command, act: (api: LocalApi, id: number, json: boolean) => Promise<void>): void {
  command
    .argument('<id>', 'number of the job', wholeNumber)
    .option('--json', 'print JSON')
    .action(async (id: number, { json = false }: Json) => act(await requireServer(readSettings()), id, json));
}

async function printLog(api: LocalApi, id: number, json: boolean): Promise<void> {
  if (json) {
    printJson(await readJobLog(api, id));
    return;
  }
  for await (const lines of jobLogPages(api, id)) {
    for (const line of lines) printLine(`${line.time} ${line.level.padEnd(7)} ${line.message}`);
  }
}
