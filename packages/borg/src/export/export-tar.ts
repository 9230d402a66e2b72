import type { Readable } from 'node:stream';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { borgOutput } from '../repository/borg-output.ts';
import { pathPattern } from '../repository/path-pattern.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import { startBorg } from '../repository/start-borg.ts';

export interface TarWanted {
  readonly archive: string;
  /** Archive paths; '' is the whole archive. */
  readonly paths: readonly string[];
  /** With what lies below them; default true. */
  readonly below?: boolean;
  /** Through `zstd`. */
  readonly isCompressed?: boolean;
  readonly idleMs?: number | undefined;
}

/** A third of the size at the speed of a fast line, on one core. Borg starts it, watches over it and judges its end. */
const ZSTD = 'zstd -q -3 -T1 -c';

/**
 * A selection of an archive as GNU tar has it, streamed: names as bytes, whole seconds, hard links (the first one in the
 * selection holds the content); without extended attributes, ACLs and holes. Ends as `borgOutput` does.
 */
export async function exportTar(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { archive, paths, below = true, isCompressed = false, idleMs }: TarWanted,
): Promise<Readable> {
  const args = [
    'export-tar',
    ...(isCompressed ? ['--tar-filter', ZSTD] : []),
    '--',
    borgLocation(target, archive),
    '-',
    ...pathPattern(paths, { below }),
  ];
  return borgOutput(await startBorg({ environment, target, args }), { idleMs });
}
