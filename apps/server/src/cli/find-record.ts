import { StartError } from '../start-error.ts';
import type { LocalApi } from './local-api.ts';
import { readPages } from './server-hand.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The one that an id or a name stands for; several with one name must be told apart by id. */
export function pickByName<Item extends Named>(noun: string, items: readonly Item[], wanted: string): Item {
  const byId = items.find(({ id }) => id === wanted);
  const [first, ...more] = byId ? [byId] : items.filter(({ name }) => name === wanted);
  if (!first) throw new StartError(`There is no ${noun} ${wanted}.`);
  if (more.length === 0) return first;
  const ids = [first, ...more].map(({ id }) => id).join(', ');
  throw new StartError(`Several ${noun}s are named ${wanted}: ${ids}. Give the id.`, 2);
}

export async function findClientId(api: LocalApi, wanted: string): Promise<string> {
  const clients = await readPages((cursor) => api.clients.list.query({ limit: 200, cursor }));
  const named = clients.map(({ id, hostname }) => ({ id, name: hostname }));
  return pickByName('client', named, wanted).id;
}

export async function findRepositoryId(api: LocalApi, wanted: string): Promise<string> {
  const repositories = await readPages((cursor) => api.repositories.list.query({ limit: 200, cursor }));
  return pickByName('repository', repositories, wanted).id;
}

/** What `--client` and `--repository` narrow a list to. */
export async function findFilter(
  api: LocalApi,
  { client, repository }: { readonly client?: string; readonly repository?: string },
): Promise<{ clientId?: string; repositoryId?: string }> {
  return {
    ...(client === undefined ? {} : { clientId: await findClientId(api, client) }),
    ...(repository === undefined ? {} : { repositoryId: await findRepositoryId(api, repository) }),
  };
}

/** By id or label. */
export async function findConfigId(api: LocalApi, wanted: string): Promise<string> {
  const configs = await readPages((cursor) => api.backupConfigs.list.query({ limit: 200, cursor }));
  const named = configs.map(({ id, label }) => ({ id, name: label }));
  return pickByName('backup config', named, wanted).id;
}

/** By id, or by name where only one repository has an archive of that name. */
export async function findArchiveId(api: LocalApi, wanted: string): Promise<string> {
  const archives = await readPages(
    (cursor) => api.archives.list.query({ limit: 200, cursor, text: wanted }),
    1000,
  );
  const named = archives.filter(({ name }) => name === wanted);
  if (named.length > 0) return pickByName('archive', named, wanted).id;
  return (await api.archives.get.query({ id: wanted })).id;
}
