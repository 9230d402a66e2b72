import { z } from 'zod';
import type { BorgEnvironment } from './borg-environment.ts';
import { parseBorgTime } from './borg-time.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

/** An archive as Borg has it; `id` is its fingerprint. */
export interface ListedArchive {
  readonly id: string;
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  readonly comment: string;
}

export interface ArchiveFigures {
  readonly id: string;
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  /** Milliseconds. */
  readonly duration: number;
  /** Bytes, regular files. */
  readonly stats: ArchiveStats;
  /** The whole repository after this archive, as the cache of the Borg that made it counts; only from `create --json`. */
  readonly repository?: Omit<ArchiveStats, 'nfiles'>;
}

export interface ArchiveStats {
  readonly nfiles: number;
  readonly originalSize: number;
  readonly compressedSize: number;
  readonly deduplicatedSize: number;
}

const id = z.string().regex(/^[0-9a-f]{64}$/);
const List = z.object({
  archives: z.array(
    z.object({ id, name: z.string(), start: z.string(), end: z.string(), comment: z.string() }),
  ),
});

/** All archives, oldest first; `checkpoints` adds what unfinished runs left. Throws BorgFailure. */
export async function listArchives(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  options: { readonly checkpoints?: boolean; readonly signal?: AbortSignal } = {},
): Promise<ListedArchive[]> {
  const checkpoints = options.checkpoints ? ['--consider-checkpoints'] : [];
  const args = ['list', '--json', '--format', '{end}{comment}', ...checkpoints, '--', borgLocation(target)];
  const { stdout } = await runBorg({ environment, target, args, signal: options.signal });
  return List.parse(JSON.parse(stdout)).archives.map((archive) => ({
    ...archive,
    start: parseBorgTime(archive.start),
    end: parseBorgTime(archive.end),
  }));
}

export const ArchiveJson = z
  .object({
    id,
    name: z.string(),
    start: z.string(),
    end: z.string(),
    duration: z.number(),
    stats: z.object({
      nfiles: z.number(),
      original_size: z.number(),
      compressed_size: z.number(),
      deduplicated_size: z.number(),
    }),
  })
  .transform(
    (json): ArchiveFigures => ({
      id: json.id,
      name: json.name,
      start: parseBorgTime(json.start),
      end: parseBorgTime(json.end),
      duration: Math.round(json.duration * 1000),
      stats: {
        nfiles: json.stats.nfiles,
        originalSize: json.stats.original_size,
        compressedSize: json.stats.compressed_size,
        deduplicatedSize: json.stats.deduplicated_size,
      },
    }),
  );

/** Figures of one archive: one scan of it, so only where `create --json` was not seen. Throws BorgFailure (`archive-missing`). */
export async function archiveFigures(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  name: string,
): Promise<ArchiveFigures> {
  const args = ['info', '--json', '--', borgLocation(target, name)];
  const { stdout } = await runBorg({ environment, target, args });
  return z.object({ archives: z.tuple([ArchiveJson]) }).parse(JSON.parse(stdout)).archives[0];
}
