import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { findLocalApi } from './local-api.ts';
import { printJson } from './print.ts';

export function addDatabaseCommands(program: Command): void {
  program
    .command('db')
    .description('the database')
    .command('migrate')
    .description('bring the database up to date; every start of the server does so too')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const settings = readSettings();
      const messages = (await findLocalApi(settings.dataDir))
        ? ['A server runs on this data directory; it brought the database up to date when it started.']
        : await migrate(settings);
      if (json) printJson({ messages });
      else for (const message of messages) process.stdout.write(`${message}\n`);
    });
}

async function migrate(settings: ReturnType<typeof readSettings>): Promise<readonly string[]> {
  const { openData } = await import('../serve/open-data.ts');
  const data = await openData(settings);
  await data.close();
  return data.migrated.length > 0 ? data.migrated : ['The database is up to date.'];
}
