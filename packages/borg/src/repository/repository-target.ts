import { join } from 'node:path';
import { parseRepositoryUrl, type RepositoryLocation } from '@borgcube/domain/repository/repository-url';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import type { SshAccess } from '../connection/ssh-access.ts';
import { type BorgEnvironment, plainEnviron } from './borg-environment.ts';

/** A repository as Borg is to be told of it. */
export interface RepositoryTarget {
  /** Names its folder below `baseDir`; our record id, so that each repository has its own cache on each node. */
  readonly folder: string;
  readonly url: string;
  /** Null where it has none (encryption none). */
  readonly passphrase: SecretText | null;
  readonly remoteBorg: string;
  /** Of the keyfile encryptions, for a Borg on a client; here it lies in its place below `baseDir`. */
  readonly keyFile?: SecretText | null;
  /** For a repository behind ssh; `remote` and `port` in it come from the url. */
  readonly ssh: Omit<SshAccess, 'remote' | 'port'> | null;
}

/** Throws on a url that the records would have refused. */
export function locationOf(target: Pick<RepositoryTarget, 'url'>): RepositoryLocation {
  const location = parseRepositoryUrl(target.url);
  if (!location) throw new RangeError(`${target.url} is no place of a repository.`);
  return location;
}

/** The path on this server, or null for a repository behind ssh. */
export function localPathOf(target: Pick<RepositoryTarget, 'url'>): string | null {
  const location = locationOf(target);
  return location.type === 'local' ? location.path : null;
}

/** Borg's word for the repository or one archive in it. */
export function borgLocation({ url }: Pick<RepositoryTarget, 'url'>, archive?: string): string {
  return archive === undefined ? url : `${url}::${archive}`;
}

export function repositoryAccess(target: RepositoryTarget): SshAccess | null {
  const location = locationOf(target);
  if (location.type === 'local' || !target.ssh) return null;
  const remote = location.user ? `${location.user}@${location.host}` : location.host;
  return { ...target.ssh, remote, port: location.port };
}

export function baseFolder(environment: BorgEnvironment, target: Pick<RepositoryTarget, 'folder'>): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(target.folder))
    throw new RangeError(`${target.folder} is no folder name.`);
  return join(environment.baseDir, 'repositories', target.folder);
}

/** The environment of a Borg that runs on this server; see `borg help environment`. */
export function borgEnviron(environment: BorgEnvironment, target: RepositoryTarget): Record<string, string> {
  return {
    ...plainEnviron(environment),
    BORG_BASE_DIR: baseFolder(environment, target),
    BORG_HOST_ID: environment.hostId,
    BORG_EXIT_CODES: 'modern',
    BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
  };
}
