import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { printRecord, printRows } from './print.ts';
import { requireServer } from './server-hand.ts';

interface Json {
  readonly json?: boolean;
}

const COLUMNS = ['id', 'name', 'url', 'borgId', 'forgottenAt', 'keptUntil'];

/** Repositories whose record was deleted: what it takes to read them is kept, and shown here alone. */
export function addRepositoryCommands(program: Command): void {
  const repository = program.command('repository').description('forgotten repositories');
  repository
    .command('forgotten')
    .description('repositories whose record was deleted')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
      const api = await requireServer(readSettings());
      const { items } = await api.repositories.listForgotten.query();
      printRows(items, { json, columns: COLUMNS });
    });
  repository
    .command('reveal')
    .description('passphrase and key of a forgotten repository; written to the audit log')
    .argument('<id>', 'as `repository forgotten` lists it')
    .option('--json', 'print JSON')
    .action(async (id: string, { json = false }: Json) => {
      const api = await requireServer(readSettings());
      printRecord(await api.repositories.revealForgotten.mutate({ id }), json);
    });
}
