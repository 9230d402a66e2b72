import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { addArchiveCommands } from './archive-commands.ts';
import { addDatabaseCommands } from './db-commands.ts';
import { addDoctorCommand } from './doctor/doctor-command.ts';
import { addImportCommand } from './import-command.ts';
import { addJobCommands } from './job-commands.ts';
import { addPeopleCommands } from './people-commands.ts';
import { addProofCommands } from './proof-commands.ts';
import { addRepositoryCommands } from './repository-commands.ts';
import { addServeCommands } from './serve-commands.ts';
import { addSetupCommand } from './setup/setup-command.ts';
import { addStatsCommand } from './stats-command.ts';
import { addStatusCommand } from './status-command.ts';
import { addSystemdCommand } from './systemd/systemd-command.ts';
import { addTriggerCommand } from './trigger-command.ts';

/** Every command of `borgcube`; a wrong call throws instead of ending the process. */
export function makeProgram(): Command {
  const program = new Command('borgcube')
    .description('Backups with Borg: server, worker and their administration.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help tells more)');
  addServeCommands(program);
  addSetupCommand(program);
  addSystemdCommand(program);
  addDoctorCommand(program);
  addStatusCommand(program);
  addStatsCommand(program);
  addJobCommands(program);
  addArchiveCommands(program);
  addProofCommands(program);
  addRepositoryCommands(program);
  addImportCommand(program);
  addTriggerCommand(program);
  addPeopleCommands(program);
  addDatabaseCommands(program);
  return program;
}
