import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';

export interface ReferenceOption {
  value: string;
  label: string;
}

const MOST = 200;

/** Where the options of a reference come from; an unknown noun has none and says so. */
const LISTS: Readonly<Record<string, () => Promise<ReferenceOption[]>>> = {
  repository: async () =>
    (await client.repositories.list.query({ limit: MOST })).items.map((item) => ({
      value: item.id,
      label: item.name,
    })),
  client: async () =>
    (await client.clients.list.query({ limit: MOST })).items.map((item) => ({
      value: item.id,
      label: item.hostname,
    })),
  sshKey: async () =>
    (await client.sshKeys.list.query({ limit: MOST })).items.map((item) => ({
      value: item.id,
      label: item.name,
    })),
  backupConfig: async () => {
    const [configs, clients] = await Promise.all([
      client.backupConfigs.list.query({ limit: MOST }),
      client.clients.list.query({ limit: MOST }),
    ]);
    const hostnames = new Map(clients.items.map((item) => [item.id, item.hostname]));
    return configs.items.map((item) => ({
      value: item.id,
      label: `${hostnames.get(item.clientId) ?? item.clientId} ${item.label}`,
    }));
  },
};

export function referenceOptions(noun: string) {
  return queryOptions({
    queryKey: ['references', noun],
    queryFn: async () => (await LISTS[noun]?.()) ?? [],
    staleTime: 5000,
  });
}
