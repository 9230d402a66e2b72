import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { findConfigId } from './find-record.ts';
import { printJson, printLine } from './print.ts';
import { requireServer } from './server-hand.ts';
import { untilJobEnds } from './until-job-ends.ts';
import { wholeNumber } from './whole-number.ts';

interface DrillOptions {
  readonly files?: number;
  readonly path: readonly string[];
  readonly everything?: boolean;
  readonly wait: boolean;
  readonly json?: boolean;
}

/** Runs a drill now and says what it proved. */
export function addDrillCommand(proof: Command): void {
  proof
    .command('drill')
    .description('restore files of the newest good archive to a scratch place and compare them')
    .argument('<config>', 'id or label of a backup config')
    .option('--files <count>', 'so many files at random (25)', wholeNumber)
    .option(
      '--path <path>',
      'this path and all below it, as the archive has it; may be repeated',
      collect,
      [],
    )
    .option('--everything', 'the whole archive')
    .option('--no-wait', 'only queue the job')
    .option('--json', 'print JSON')
    .action(runDrill);
}

function collect(path: string, before: readonly string[]): string[] {
  return [...before, path];
}

async function runDrill(label: string, options: DrillOptions): Promise<void> {
  const { files, path: paths, everything = false, wait, json = false } = options;
  if ([files !== undefined, paths.length > 0, everything].filter(Boolean).length > 1) {
    throw new StartError('Give --files, --path or --everything, not several of them.', 2);
  }
  const api = await requireServer(readSettings());
  const scope = everything ? 'everything' : paths.length > 0 ? 'canary' : 'sample';
  const backupConfigId = await findConfigId(api, label);
  const config = { backupConfigId, scope, paths, ...(files === undefined ? {} : { files }) };
  const started = await api.jobs.run.mutate({ kind: 'verify-restore', config });
  if (!wait) {
    if (json) printJson(started);
    else printLine(`Job ${started.id} is queued.`);
    return;
  }
  const job = await untilJobEnds(api, started.id);
  const { items } = await api.proofs.list.query({ configId: backupConfigId, limit: 10 });
  const proof = items.find(({ jobId }) => jobId === job.id) ?? null;
  if (json) printJson({ jobId: job.id, state: job.state, failureCause: job.failureCause, proof });
  else if (job.state === 'done') printLine(job.progress?.message ?? 'Proven.');
  for (const { path, reason } of json ? [] : (proof?.differences?.items ?? []))
    printLine(`${path}: ${reason}`);
  if (job.state === 'done') return;
  const why = job.failureCause?.message ?? job.failureCause?.kind ?? 'no reason told';
  throw new StartError(`Job ${job.id} ${job.state}: ${why}`);
}
