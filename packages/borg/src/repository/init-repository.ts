import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
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
}

/** `borg init`, then room to breathe (`additional_free_space`) and the exported key. Throws BorgFailure. */
export async function initRepository(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  encryption: Encryption,
): Promise<InitializedRepository> {
  const path = localPathOf(target);
  if (path) await makeParents(path);
  const location = borgLocation(target);
  await runBorg({ environment, target, args: ['init', '--encryption', encryption, '--', location] });
  if (path) await reserveSpace(environment, target, path);
  const borgId =
    (path && (await readRepositoryId(path))) || (await connectRepository(environment, target)).borgId;
  return { borgId, key: encryption === 'none' ? null : await exportKey(environment, target) };
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
    throw new BorgFailure({ kind: 'repository-does-not-exist', path, message: (error as Error).message }); // mkdir throws Errors only
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
