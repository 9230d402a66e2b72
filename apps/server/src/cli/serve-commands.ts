import type { Command } from 'commander';

export function addServeCommands(program: Command): void {
  program
    .command('serve')
    .description('serve the console and the API, and run jobs')
    .option('--demo', 'on a throw-away data directory, with a first backup under way')
    .action(async (options: { demo?: boolean }) => {
      await (await import('../serve/serve-command.ts')).serveCommand(options);
    });
  program
    .command('worker')
    .description('run jobs without a console; needs PostgreSQL')
    .action(async () => {
      await (await import('../serve/serve-command.ts')).workerCommand();
    });
}
