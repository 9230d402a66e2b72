import {
  IconArchive,
  IconDatabase,
  IconListDetails,
  IconPlayerPlay,
  IconSearch,
  IconServer2,
} from '@tabler/icons-react';
import { client } from '../api/client.ts';
import { readArchiveQuery } from '../features/archive/archive-query.ts';
import { PLACES } from './nav.ts';
import { ADMIN_ACTS, ADMIN_PLACES, goTo, OTHER_PLACES, type PaletteItem } from './palette-places.ts';

const MOST = 200;
const FOUND_MOST = 5;

/** Acts before places, as far as the role goes. */
export async function loadPaletteItems(role: 'viewer' | 'operator' | 'admin'): Promise<PaletteItem[]> {
  const [clients, repositories, configs] = await Promise.all([
    client.clients.list.query({ limit: MOST }),
    client.repositories.list.query({ limit: MOST }),
    client.backupConfigs.list.query({ limit: MOST }),
  ]);
  const hostnames = new Map(clients.items.map((item) => [item.id, item.hostname]));
  const runs = configs.items
    .filter((config) => config.enabled && role !== 'viewer')
    .map(
      (config): PaletteItem => ({
        key: `run-${config.id}`,
        group: 'Do',
        label: `Back up ${hostnames.get(config.clientId) ?? ''} now`,
        note: config.label,
        icon: IconPlayerPlay,
        open: async () => `/jobs/${(await client.backupConfigs.run.mutate({ id: config.id })).id}`,
      }),
    );
  return [
    ...runs,
    ...(role === 'admin' ? ADMIN_ACTS : []),
    ...clients.items.map(goToClient),
    ...repositories.items.map(goToRepository),
    ...PLACES.flat().map((place) => goTo(place.to, place.label, '', place.icon)),
    ...OTHER_PLACES,
    ...(role === 'admin' ? ADMIN_PLACES : []),
  ];
}

/** What can only be found by asking: a job by its number, archives by host and date, records of a large fleet. */
export async function findMore(text: string, timeZone: string): Promise<PaletteItem[]> {
  const asked = text.trim();
  if (asked.length < 2) return [];
  const number = /^#?(\d{1,15})$/.exec(asked)?.[1];
  const jobs = number ? [goTo(`/jobs/${number}`, number, 'job', IconListDetails)] : [];
  const named = { text: asked, limit: FOUND_MOST };
  const [clients, repositories, archives] = await Promise.all([
    client.clients.list.query(named),
    client.repositories.list.query(named),
    client.archives.list.query({ ...readArchiveQuery(asked, new Date(), timeZone), limit: FOUND_MOST }),
  ]);
  return [
    ...jobs,
    ...clients.items.map(goToClient),
    ...repositories.items.map(goToRepository),
    ...archives.items.map((item) =>
      goTo(`/archives/${item.id}`, item.name, `archive, ${item.timestamp.slice(0, 10)}`, IconArchive),
    ),
    goTo(
      `/archives?q=${encodeURIComponent(asked)}`,
      `Search all archives for “${asked}”`,
      'files',
      IconSearch,
    ),
  ];
}

function goToClient(item: { id: string; hostname: string }): PaletteItem {
  return goTo(`/clients/${item.id}`, item.hostname, 'client', IconServer2);
}

function goToRepository(item: { id: string; name: string }): PaletteItem {
  return goTo(`/repositories/${item.id}`, item.name, 'repository', IconDatabase);
}
