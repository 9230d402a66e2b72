import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { printJson, printLine } from './print.ts';
import { requireServer } from './server-hand.ts';

export function addTriggerCommand(program: Command): void {
  program
    .command('trigger')
    .description('start what a trigger id stands for; the id must allow the command line')
    .argument('<id>', 'the UUID of the trigger')
    .option('--json', 'print JSON')
    .action(async (triggerId: string, { json = false }: { readonly json?: boolean }) => {
      const api = await requireServer(readSettings());
      const { jobs } = await api.triggers.run.mutate({ triggerId });
      if (json) printJson({ jobs });
      else if (jobs.length === 0) printLine('It had nothing to start.');
      else printLine(`Queued or under way: job ${jobs.join(', job ')}.`);
    });
}
