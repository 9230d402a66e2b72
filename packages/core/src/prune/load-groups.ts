import type { Transaction } from '@borgcube/db/open-database';
import {
  findConfigLabels,
  findJobOwners,
  findPrunableArchives,
  listPrunableClients,
  type PrunableArchive,
  type PrunableClient,
} from '@borgcube/db/prune-group-store';
import {
  hostnamesOfArchiveName,
  isUnfinishedName,
  jobIdOfArchiveName,
} from '@borgcube/domain/archive/archive-name';
import type { ArchiveGroup, GroupArchive, UnfinishedArchive } from '@borgcube/domain/prune/archive-group';
import { compileNamePattern } from '../record/name-pattern.ts';

export interface LoadedArchive extends GroupArchive {
  readonly fingerprint: string;
}

/** A group of one repository with the names that people know it by. */
export interface LoadedGroup extends ArchiveGroup {
  readonly archives: readonly LoadedArchive[];
  readonly repositoryId: string;
  readonly clientId: string;
  readonly clientHostname: string;
  /** Null: imported archives, and those of a config that is gone. */
  readonly configId: string | null;
  readonly configLabel: string | null;
}

/** A checkpoint or `.partial` as Borg lists it. */
export interface ListedUnfinished {
  readonly id: string;
  readonly name: string;
  readonly start: Date;
}

/** The groups of a repository whose clients match, by host name and label; of each all that can be pruned. */
export async function loadGroups(
  tx: Transaction,
  {
    repositoryId,
    clientPattern,
    clientId,
    unfinished = [],
  }: {
    readonly repositoryId: string;
    readonly clientPattern: string;
    /** Of this one alone, if it matches. */
    readonly clientId?: string;
    readonly unfinished?: readonly ListedUnfinished[];
  },
): Promise<LoadedGroup[]> {
  const matches = compileNamePattern(clientPattern, 'clientPattern');
  const clients = (await listPrunableClients(tx)).filter(
    ({ id, hostname }) => (clientId === undefined || id === clientId) && matches(hostname),
  );
  const labels = await findConfigLabels(tx, repositoryId);
  const clientIds = clients.map(({ id }) => id);
  const archives = await findPrunableArchives(tx, { repositoryId, clientIds });
  const clientOf = new Map(clients.map((client) => [client.id, client]));
  const groups = groupArchives(archives, clientOf, labels);
  const owned = await findOwners(tx, groups, unfinished);
  return groups
    .map((group) => ({ ...group, unfinished: owned.get(group) ?? [] }))
    .sort((one, other) => (wordsOf(one) < wordsOf(other) ? -1 : 1));
}

/** `web01 · system`, as a group is called in logs and plans. */
export function wordsOf({
  clientHostname,
  configLabel,
}: Pick<LoadedGroup, 'clientHostname' | 'configLabel'>): string {
  return `${clientHostname} · ${configLabel ?? 'imported'}`;
}

function groupArchives(
  archives: readonly PrunableArchive[],
  clientOf: ReadonlyMap<string, PrunableClient>,
  labels: ReadonlyMap<string, string>,
): LoadedGroup[] {
  const groups = new Map<string, LoadedGroup & { readonly archives: LoadedArchive[] }>();
  for (const { clientId, configId, repositoryId, jobId, timestamp, ...archive } of archives) {
    const client = clientOf.get(clientId);
    if (!client || isUnfinishedName(archive.name)) continue;
    const key = `${clientId} ${configId ?? ''}`;
    const group = groups.get(key) ?? {
      repositoryId,
      clientId,
      clientHostname: client.hostname,
      configId,
      configLabel: configId === null ? null : (labels.get(configId) ?? null),
      objective: client.objective,
      archives: [],
      unfinished: [],
    };
    groups.set(key, group);
    const isOrphan = configId === null && jobId !== null;
    group.archives.push({ ...archive, isOrphan, at: timestamp.getTime() });
  }
  return [...groups.values()];
}

/** Whose each unfinished one is: by the job that its name tells, else by its host name; nobody's stay where they are. */
async function findOwners(
  tx: Transaction,
  groups: readonly LoadedGroup[],
  unfinished: readonly ListedUnfinished[],
): Promise<Map<LoadedGroup, UnfinishedArchive[]>> {
  const jobIds = unfinished.flatMap(({ name }) => jobIdOfArchiveName(finishedName(name)) ?? []);
  const owners = jobIds.length > 0 ? await findJobOwners(tx, jobIds) : new Map();
  const owned = new Map<LoadedGroup, UnfinishedArchive[]>();
  for (const { id, name, start } of unfinished) {
    if (!isOfBorgOrUs(name)) continue;
    const owner = owners.get(jobIdOfArchiveName(finishedName(name)) ?? 0);
    const group = owner
      ? groups.find((one) => one.clientId === owner.clientId && one.configId === owner.configId)
      : groupOfHost(groups, name);
    if (!group) continue;
    owned.set(group, [...(owned.get(group) ?? []), { name, fingerprint: id, at: start.getTime() }]);
  }
  return owned;
}

/** Checkpoints are Borg's; `.partial` is ours behind a name of ours, and may be anything behind another. */
function isOfBorgOrUs(name: string): boolean {
  return !name.endsWith('.partial') || jobIdOfArchiveName(finishedName(name)) !== null;
}

/** Not known whose it is, it goes only when every config of the client has come further. */
function groupOfHost(groups: readonly LoadedGroup[], name: string): LoadedGroup | null {
  const hostnames = hostnamesOfArchiveName(name);
  const hostname = hostnames.find((one) => groups.some((group) => group.clientHostname === one));
  const own = groups.filter((group) => group.clientHostname === hostname);
  return (
    own.find(({ configId }) => configId === null) ??
    own.sort((one, other) => newestOf(one) - newestOf(other))[0] ??
    null
  );
}

const newestOf = ({ archives }: LoadedGroup) => Math.max(...archives.map(({ at }) => at));

function finishedName(name: string): string {
  return name.replace(/\.(?:checkpoint(?:\.\d+)?|partial)$/, '');
}
