import { z } from 'zod';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { borgLocation, type RepositoryTarget } from '../repository/repository-target.ts';
import { runBorg } from '../repository/run-borg.ts';

/** A repository, and how the processes of the run that works on it are told of. */
export interface RunOnRepository {
  readonly environment: BorgEnvironment;
  readonly repository: RepositoryTarget;
  readonly marker?: string;
  readonly onProcess?: ((identity: ProcessIdentity) => Promise<void>) | undefined;
}

/** The name under which a stream is stored until it is known to be whole. */
export const partialName = (archive: string): string => `${archive}.partial`;

const Listed = z.object({ archives: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Gives a whole stream its name, and answers the fingerprint that it has from then on. Throws BorgFailure. */
export async function publishPartial(run: RunOnRepository, archive: string): Promise<string> {
  const place = borgLocation(run.repository, partialName(archive));
  await borg(run, ['rename', '--', place, archive]);
  const list = await borg(run, [
    'list',
    '--json',
    '--glob-archives',
    archive,
    '--',
    borgLocation(run.repository),
  ]);
  const found = Listed.parse(JSON.parse(list.stdout)).archives.find(({ name }) => name === archive);
  if (!found) throw new Error(`Borg renamed ${partialName(archive)}, but lists no ${archive}.`);
  return found.id;
}

/** Its chunks stay until the next compaction. Throws BorgFailure. */
export async function deletePartial(run: RunOnRepository, archive: string): Promise<void> {
  await borg(run, ['delete', '--', borgLocation(run.repository, partialName(archive))]);
}

function borg({ environment, repository, marker, onProcess }: RunOnRepository, args: readonly string[]) {
  return runBorg({ environment, target: repository, args, onProcess, marker });
}
