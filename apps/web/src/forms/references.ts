import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export interface ReferenceOption {
  value: string;
  label: string;
}

/** Records of a noun to choose from: `find` by words of the name, on the server; `name` of one that is chosen. */
interface ReferenceSource {
  find: (text: string) => Promise<ReferenceOption[]>;
  name: (id: string) => Promise<string>;
}

const MOST = 50;

/** Of a noun that is not here there is nothing to choose, and the field says so. */
const SOURCES: Readonly<Record<string, ReferenceSource>> = {
  repository: named(client.repositories.list, client.repositories.get),
  sshKey: named(client.sshKeys.list, client.sshKeys.get),
  retentionPolicy: named(client.retentionPolicies.list, client.retentionPolicies.get),
  pruneConfig: named(client.pruneConfigs.list, client.pruneConfigs.get),
  schedule: named(client.schedules.list, client.schedules.get),
  notificationChannel: {
    // There are never many, so the server answers all of them.
    find: async (text) =>
      (await client.notifications.channels.list.query({})).items
        .filter((item) => !item.heartbeatOnly && item.name.toLowerCase().includes(text.toLowerCase()))
        .map((item) => ({ value: item.id, label: item.name })),
    name: async (id) => (await client.notifications.channels.get.query({ id })).name,
  },
  client: {
    find: async (text) =>
      (await client.clients.list.query({ text, limit: MOST })).items.map((item) => ({
        value: item.id,
        label: item.hostname,
      })),
    name: async (id) => (await client.clients.get.query({ id })).hostname,
  },
  backupConfig: {
    find: async (text) => {
      const { items } = await client.backupConfigs.list.query({ text, limit: MOST });
      return Promise.all(items.map(async (item) => ({ value: item.id, label: await configName(item) })));
    },
    name: async (id) => configName(await client.backupConfigs.get.query({ id })),
  },
  checkConfig: {
    find: async (text) => {
      const { items } = await client.checkConfigs.list.query({ text, limit: MOST });
      return Promise.all(items.map(async (item) => ({ value: item.id, label: await checkName(item) })));
    },
    name: async (id) => checkName(await client.checkConfigs.get.query({ id })),
  },
};

interface Named {
  id: string;
  name: string;
}

function named(
  list: { query: (asked: { text: string; limit: number }) => Promise<{ items: Named[] }> },
  get: { query: (asked: { id: string }) => Promise<Named> },
): ReferenceSource {
  return {
    find: async (text) =>
      (await list.query({ text, limit: MOST })).items.map((item) => ({ value: item.id, label: item.name })),
    name: async (id) => (await get.query({ id })).name,
  };
}

/** All names of one list are asked for in one request. */
async function configName(config: { clientId: string; label: string }): Promise<string> {
  return `${(await client.clients.get.query({ id: config.clientId })).hostname} ${config.label}`;
}

async function checkName(config: { repositoryId: string; label: string }): Promise<string> {
  return `${(await client.repositories.get.query({ id: config.repositoryId })).name} ${config.label}`;
}

export function referenceOptions(noun: string, text: string) {
  return queryOptions({
    queryKey: ['references', noun, text],
    queryFn: async () => (await SOURCES[noun]?.find(text)) ?? [],
    staleTime: 5000,
    placeholderData: keepPreviousData,
  });
}

/** Null where the record is gone. */
export function referenceName(noun: string, id: string) {
  return queryOptions({
    queryKey: ['references', noun, 'name', id],
    queryFn: async () => (await SOURCES[noun]?.name(id).catch(() => null)) ?? null,
    staleTime: 60_000,
  });
}
