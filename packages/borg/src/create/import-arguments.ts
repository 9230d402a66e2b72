import { readPullOptions } from '@borgcube/domain/backup-config/pull-options';
import type { CreateSpec } from './create-arguments.ts';

/** The arguments after Borg's common options that store a stream of tar. No `--list`: without a files cache every file would count as added. */
export function importArguments(spec: CreateSpec, location: string): string[] {
  return [
    '--progress',
    'import-tar',
    '--json',
    `--compression=${spec.compression}`,
    ...readPullOptions(spec).borg,
    '--',
    location,
    '-',
  ];
}
