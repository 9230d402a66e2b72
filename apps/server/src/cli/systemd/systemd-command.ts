import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../../env.ts';
import { printJson } from '../print.ts';
import { programFile } from './program-file.ts';
import { unitFile } from './unit-file.ts';

export function addSystemdCommand(program: Command): void {
  program
    .command('systemd')
    .description('print a unit for systemd; borgcube setup can write it')
    .option('--user <name>', 'run as this user with the right to read all files; default: root', userName)
    .option('--json', 'print JSON')
    .action(({ user, json = false }: { readonly user?: string; readonly json?: boolean }) => {
      const { dataDir } = readSettings();
      const unit = unitFile({ node: process.execPath, program: programFile(), dataDir, user });
      if (json) printJson({ unit });
      else process.stdout.write(unit);
    });
}

function userName(text: string): string {
  if (/^[a-z_][a-z0-9_-]{0,31}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be the name of a user of this machine.');
}
