import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError } from 'commander';
import { addArchiveCommands } from './cli/archive-commands.ts';
import { addDatabaseCommands } from './cli/db-commands.ts';
import { addDoctorCommand } from './cli/doctor/doctor-command.ts';
import { explainFailure } from './cli/explain-failure.ts';
import { addImportCommand } from './cli/import-command.ts';
import { addJobCommands } from './cli/job-commands.ts';
import { addPeopleCommands } from './cli/people-commands.ts';
import { addSetupCommand } from './cli/setup/setup-command.ts';
import { addStatsCommand } from './cli/stats-command.ts';
import { addStatusCommand } from './cli/status-command.ts';
import { addSystemdCommand } from './cli/systemd/systemd-command.ts';
import { addTriggerCommand } from './cli/trigger-command.ts';
import { VERSION } from './version.ts';

// Prisma's query compiler is WebAssembly: optimizing it takes 45 MB for good and gains nothing that was measurable.
setFlagsFromString('--liftoff-only');
// Whoever read them has gone; the work goes on.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.exit(await run(process.argv));

async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('borgcube')
    .description('Backups with Borg: server, worker and their administration.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help tells more)');
  program
    .command('serve')
    .description('serve the console and the API, and run jobs')
    .option('--demo', 'on a throw-away data directory, with a first backup under way')
    .action(async (options: { demo?: boolean }) => {
      await (await import('./serve/serve-command.ts')).serveCommand(options);
    });
  program
    .command('worker')
    .description('run jobs without a console; needs PostgreSQL')
    .action(async () => {
      await (await import('./serve/serve-command.ts')).workerCommand();
    });
  addPeopleCommands(program);
  addJobCommands(program);
  addDatabaseCommands(program);
  addDoctorCommand(program);
  addStatusCommand(program);
  addStatsCommand(program);
  addTriggerCommand(program);
  addArchiveCommands(program);
  addImportCommand(program);
  addSetupCommand(program);
  addSystemdCommand(program);
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return explainFailure(error);
  }
}
