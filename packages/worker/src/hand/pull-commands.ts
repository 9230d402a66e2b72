import { importArguments } from '@borgcube/borg/create/import-arguments';
import { tarArguments } from '@borgcube/borg/create/tar-arguments';
import { quoteCommand } from '@borgcube/borg/quote/quote-shell';
import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import { borgLocation } from '@borgcube/borg/repository/repository-target';
import { commonOptions } from '@borgcube/borg/repository/start-borg';
import type { CreateCommand, RepositoryTarget } from '@borgcube/core/borg-hand';

/** A pull as one would type it: tar over there into Borg here. */
export function pullCommands(
  environment: BorgEnvironment,
  target: Pick<RepositoryTarget, 'url'>,
  command: CreateCommand,
): string[][] {
  const { gnu, paths } = tarArguments(command);
  const partial = borgLocation(target, `${command.archiveName}.partial`);
  return [
    [environment.ssh, command.remote ?? 'CLIENT', quoteCommand(['tar', ...gnu, '--', ...paths])],
    [environment.borg, ...commonOptions(environment), ...importArguments(command, partial)],
  ];
}
