import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { printRecord } from './print.ts';
import { requireServer } from './server-hand.ts';

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('what the running server says of itself')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const api = await requireServer(readSettings());
      printRecord(await api.system.status.query(), json);
    });
}
