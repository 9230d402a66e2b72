import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { findClientId, findRepositoryId } from './find-record.ts';
import { readJobLog } from './job-log.ts';
import type { LocalApi } from './local-api.ts';
import { printJson, printLine } from './print.ts';
import { requireServer } from './server-hand.ts';
import { untilJobEnds } from './until-job-ends.ts';

/** How the job's log names what it imported. */
const IMPORTED = 'Imported: ';

interface ImportOptions {
  readonly regex?: boolean;
  readonly wait: boolean;
  readonly json?: boolean;
}

export function addImportCommand(program: Command): void {
  program
    .command('import-archives')
    .description('put archives that lie in a repository already under a client')
    .argument('<client>', 'hostname or id')
    .argument('<repository>', 'name or id')
    .argument('<archive>', 'the name of one archive; with --regex a pattern for whole names')
    .option('--regex', 'the archive is a regular expression (RE2): web01-.*')
    .option('--no-wait', 'only queue the job')
    .option('--json', 'print JSON')
    .action(importArchives);
}

async function importArchives(
  client: string,
  repository: string,
  archive: string,
  { regex = false, wait, json = false }: ImportOptions,
): Promise<void> {
  const api = await requireServer(readSettings());
  const clientId = await findClientId(api, client);
  const repositoryId = await findRepositoryId(api, repository);
  const started = await api.archives.import.mutate({ clientId, repositoryId, archive, regex });
  if (wait) await tellImport(api, started.id, json);
  else if (json) printJson(started);
  else printLine(`Job ${started.id} is queued.`);
}

async function tellImport(api: LocalApi, jobId: number, json: boolean): Promise<void> {
  const job = await untilJobEnds(api, jobId);
  const lines = await readJobLog(api, jobId);
  const imported = lines
    .filter(({ message }) => message.startsWith(IMPORTED))
    .map(({ message }) => message.slice(IMPORTED.length));
  const warnings = job.borgWarning ?? [];
  const { state, failureCause } = job;
  if (json) printJson({ jobId, state, imported, warnings, failureCause });
  else for (const line of [...imported, ...warnings]) printLine(line);
  if (state === 'done') return;
  throw new StartError(
    `Job ${jobId} ${state}: ${failureCause?.message ?? failureCause?.kind ?? 'no reason told'}`,
  );
}
