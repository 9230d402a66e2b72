import type { Command } from 'commander';
import { readSettings } from '../../env.ts';
import { StartError } from '../../start-error.ts';
import { printJson } from '../print.ts';
import { checkDatabase } from './check-database.ts';
import { checkMachine } from './check-machine.ts';
import { checkPrograms } from './check-programs.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check borg, ssh, permissions, clock, disk and database; show the settings in force')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const settings = readSettings();
      const found = await Promise.all([
        checkPrograms(settings),
        checkMachine(settings),
        checkDatabase(settings),
      ]);
      const checks = found.flat();
      const bad = checks.filter(({ ok }) => !ok);
      if (json) printJson({ ok: bad.length === 0, checks, settings: settings.effective });
      else {
        for (const { ok, name, detail } of checks)
          print(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)}  ${detail}`);
        print('');
        for (const { key, value, from } of settings.effective) print(`${key}=${value}  (${from})`);
      }
      if (bad.length > 0) throw new StartError(`Not in order: ${bad.map(({ name }) => name).join(', ')}.`);
    });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
