import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { Encryption } from '@borgcube/domain/repository/repository';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { connectRepository } from './connect-repository.ts';
import { freeSpace, reservedSpace } from './free-space.ts';
import { readRepositoryId } from './read-repository-id.ts';
import { borgLocation, localPathOf, type RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

export interface InitializedRepository {
  readonly borgId: string;
  /** The key as `borg key export` writes it, still under its passphrase; null without encryption. */
  readonly key: SecretText | null;
  /** It was made, but could not be read to the end: id ('') or key may be missing. */
  readonly incomplete: FailureCause | null;
}

/** `borg init`, then room to breathe (`additional_free_space`) and the exported key. Throws BorgFailure where nothing was made. */
export async function initRepository(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  encryption: Encryption,
): Promise<InitializedRepository> {
  const path = localPathOf(target);
  if (path) await makeParents(path);
  const location = borgLocation(target);
  await runBorg({ environment, target, args: ['init', '--encryption', encryption, '--', location] });
  let borgId = (path && (await readRepositoryId(path))) || '';
  try {
    if (path) await reserveSpace(environment, target, path);
    if (borgId === '') borgId = (await connectRepository(environment, target)).borgId;
    const key = encryption === 'none' ? null : await exportKey(environment, target);
    return { borgId, key, incomplete: null };
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    return { borgId, key: null, incomplete: error.failure };
  }
}

/** The repository's key, still under its passphrase (`borg key export`). Throws BorgFailure. */
export async function exportKey(environment: BorgEnvironment, target: RepositoryTarget): Promise<SecretText> {
  const { stdout } = await runBorg({
    environment,
    target,
    args: ['key', 'export', '--', borgLocation(target), '-'],
  });
  return new SecretText(stdout);
}

async function makeParents(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    const { message: reason } = error as Error; // mkdir throws Errors only
    const message = `The folder ${dirname(path)} cannot be made: ${reason}.`;
    throw new BorgFailure({ kind: 'repository-does-not-exist', path, message });
  }
}

/** Borg then refuses a commit while something is left to delete and compact with. */
async function reserveSpace(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  path: string,
): Promise<void> {
  const space = await freeSpace(path);
  if (!space) return;
  const args = ['config', '--', borgLocation(target), 'additional_free_space', String(reservedSpace(space))];
  await runBorg({ environment, target, args });
}
