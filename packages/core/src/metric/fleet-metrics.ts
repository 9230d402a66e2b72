import {
  type ClientFigures,
  countAllArchives,
  listClientFigures,
  listRepositoryFigures,
  sumDeduplicatedSize,
} from '@borgcube/db/metric-store';
import { countArchives } from '@borgcube/db/night-store';
import type { Transaction } from '@borgcube/db/open-database';
import { dayBegins } from '@borgcube/domain/overview/stats';
import {
  defineMetric,
  type Metric,
  type MetricReading,
  type MetricSample,
} from '@borgcube/plugin-kit/define-metric';
import { oncePerReading } from './once-per-reading.ts';

type Reading = MetricReading<Transaction>;

const clientsOf = oncePerReading(({ db }: Reading) => listClientFigures(db));
const repositoriesOf = oncePerReading(({ db }: Reading) => listRepositoryFigures(db));
const SIZES = ['original', 'compressed', 'deduplicated'] as const;

function ofClients(
  name: string,
  help: string,
  value: (client: ClientFigures, now: Date) => number | null,
): Metric<Transaction> {
  return defineMetric({
    name: `borgcube_client_${name}`,
    help,
    type: 'gauge',
    labels: ['client'],
    read: async (reading) =>
      (await clientsOf(reading)).flatMap((client) =>
        sampled(value(client, reading.now), { client: client.hostname }),
      ),
  });
}

type RepositoryFigures = Awaited<ReturnType<typeof listRepositoryFigures>>[number];

function ofRepositories(
  name: string,
  help: string,
  value: (repository: RepositoryFigures) => number | null,
): Metric<Transaction> {
  return defineMetric({
    name: `borgcube_repository_${name}`,
    help,
    type: 'gauge',
    labels: ['repository'],
    read: async (reading) =>
      (await repositoriesOf(reading)).flatMap((repository) =>
        sampled(value(repository), { repository: repository.name }),
      ),
  });
}

/** What is not known has no sample: it is never 0. */
function sampled(value: number | null, labels: Readonly<Record<string, string>> = {}): MetricSample[] {
  return value === null ? [] : [{ value, labels }];
}

const seconds = (at: Date | null) => (at === null ? null : at.getTime() / 1000);
const LAST_BACKUP: Readonly<Record<string, number>> = { done: 1, failed: 0, cancelled: 0 };

const figures: readonly Metric<Transaction>[] = [
  defineMetric<Transaction>({
    name: 'borgcube_archives',
    help: 'Archives on record.',
    type: 'gauge',
    tile: { title: 'Archives', unit: 'count' },
    read: async ({ db }) => [{ value: await countAllArchives(db) }],
  }),
  defineMetric<Transaction>({
    name: 'borgcube_stored_bytes',
    help: 'Deduplicated size of all repositories, as last measured.',
    type: 'gauge',
    tile: { title: 'Total data', unit: 'bytes' },
    read: async ({ db }) => sampled(await sumDeduplicatedSize(db)),
  }),
  defineMetric<Transaction>({
    name: 'borgcube_backups_today',
    help: 'Archives begun since midnight in the time zone of the server.',
    type: 'gauge',
    tile: { title: 'Backups today', unit: 'count' },
    read: async ({ db, now, timeZone }) => {
      // An archive that begins in this very millisecond counts.
      const to = new Date(now.getTime() + 1);
      return [{ value: await countArchives(db, { from: dayBegins(now, timeZone), to }) }];
    },
  }),
];

export const fleetMetrics: readonly Metric<Transaction>[] = [
  ...figures,
  ofClients(
    'newest_good_archive_age_seconds',
    'Since the start of the newest good archive.',
    ({ newestGoodArchiveAt: at }, now) => (at === null ? null : (now.getTime() - at.getTime()) / 1000),
  ),
  ofClients(
    'objective_seconds',
    'How old the newest good archive may be.',
    ({ objectiveMs }) => objectiveMs / 1000,
  ),
  ofClients(
    'last_proof_timestamp_seconds',
    'When something of it was last restored and found as it was.',
    (client) => seconds(client.provenAt),
  ),
  ofClients(
    'last_backup_success',
    '1: the last backup that ended is done; 0: it failed or was cancelled.',
    ({ lastOutcome }) => LAST_BACKUP[lastOutcome ?? ''] ?? null,
  ),
  defineMetric<Transaction>({
    name: 'borgcube_repository_size_bytes',
    help: 'Size as last measured: original, compressed, deduplicated.',
    type: 'gauge',
    labels: ['repository', 'size'],
    read: async (reading) =>
      (await repositoriesOf(reading)).flatMap(({ name, sizes }) =>
        SIZES.flatMap((size) => sampled(sizes[size], { repository: name, size })),
      ),
  }),
  ofRepositories('free_bytes', 'Free space where the repository lies.', ({ freeSpace }) => freeSpace),
  ofRepositories('last_check_timestamp_seconds', 'When it was last checked.', ({ lastCheck }) =>
    seconds(lastCheck),
  ),
  ofRepositories('last_compact_timestamp_seconds', 'When it was last compacted.', ({ lastCompact }) =>
    seconds(lastCompact),
  ),
  ofRepositories(
    'last_proof_timestamp_seconds',
    'When something out of it was last restored and found as it was.',
    ({ provenAt }) => seconds(provenAt),
  ),
  ofRepositories('damaged', '1: its last check found damage.', ({ damagedJobId }) =>
    Number(damagedJobId !== null),
  ),
  ofRepositories('tampered', '1: archives vanished without a job of BorgCube.', ({ tamperedAt }) =>
    Number(tamperedAt !== null),
  ),
];
