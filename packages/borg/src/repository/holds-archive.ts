import { z } from 'zod';
import type { BorgEnvironment } from './borg-environment.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';
import type { VerbEvents } from './run-verb.ts';

const Listed = z.object({ archives: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Whether the repository's manifest names exactly this archive; reads no archive. Throws a FailureError when it cannot be opened. */
export async function holdsArchive(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { id, name }: { readonly id: string; readonly name: string },
  signal?: AbortSignal,
  events: VerbEvents = {},
): Promise<boolean> {
  // Borg takes a glob, and offers no way to write these as themselves.
  const isPlain = !/[*?[\]\\]/.test(name);
  const only = isPlain ? ['--glob-archives', name] : [];
  const args = ['list', '--json', ...only, '--', borgLocation(target)];
  const { stdout } = await runBorg({ environment, target, args, signal, ...events });
  return Listed.parse(JSON.parse(stdout)).archives.some(
    (archive) => archive.id === id && archive.name === name,
  );
}
