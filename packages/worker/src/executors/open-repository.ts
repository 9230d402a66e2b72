import { listArchives } from '@borgcube/borg/repository/list-archives';
import type { RepositoryTarget } from '@borgcube/borg/repository/repository-target';
import {
  type Mirrored,
  type Mirroring,
  mirrorArchives,
  tamperedCause,
} from '@borgcube/core/archive/mirror-archives';
import { learnRepository } from '@borgcube/core/repository/learn-repository';
import { loadRepository } from '@borgcube/core/repository/load-repository';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { toBorgRepository } from '../hand/borg-target.ts';
import { placeKeyFile } from '../hand/place-key-file.ts';
import type { BackupParts } from './backup-job.ts';
import { checkRepositoryId } from './check-repository-id.ts';

/** A repository that a job is about to work on. */
export interface OpenRepository {
  readonly id: string;
  readonly name: string;
  readonly target: RepositoryTarget;
  readonly borgId: string;
}

/** Its secrets opened, its key in place, its id as it should be. Throws the cause why it is not to be used. */
export async function openRepository(parts: BackupParts, repositoryId: string): Promise<OpenRepository> {
  await learnRepository(parts.core(), repositoryId);
  const loaded = await loadRepository(parts.core(), repositoryId);
  const target = toBorgRepository(loaded.target);
  await placeKeyFile(parts.environment, loaded.target);
  const refusal = await checkRepositoryId(parts.environment, target, loaded.borgId);
  if (refusal) throw failureError(refusal);
  return { ...loaded, target };
}

type Compared = Mirrored & { readonly listed: Mirroring['listed'] };

/** Borg's list of archives, with our records brought to it. */
export async function compareArchives(
  parts: BackupParts,
  { id, target }: OpenRepository,
  {
    signal,
    removed,
    checkpoints = false,
  }: {
    readonly signal?: AbortSignal;
    readonly removed?: ReadonlySet<string>;
    /** Those among the listed ones too. */
    readonly checkpoints?: boolean;
  } = {},
): Promise<Compared> {
  const listed = await listArchives(parts.environment, target, {
    checkpoints,
    ...(signal ? { signal } : {}),
  });
  signal?.throwIfAborted();
  const mirrored = await mirrorArchives(parts.core(), {
    repositoryId: id,
    listed,
    ...(removed ? { removed } : {}),
  });
  return { ...mirrored, listed };
}

/** The first step of everything that removes or compacts: throws `repository-tampered` where archives are missing. */
export async function requireUntampered(
  parts: BackupParts,
  repository: OpenRepository,
  signal: AbortSignal,
): Promise<Compared> {
  const compared = await compareArchives(parts, repository, { signal });
  if (compared.vanished.length > 0) throw failureError(tamperedCause(compared.vanished));
  return compared;
}
