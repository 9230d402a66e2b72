import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '@borgcube/testing/house/start-house';
import { expect } from '@playwright/test';
import { openTrickle } from '../source/open-trickle.ts';

/**
 * One of everything: good, failed, running and queued jobs, a schedule, a client over ssh, checks, retention, a trigger.
 * Answers the address of every page that then holds something.
 */
export async function furnish(house: House) {
  const source = writeSource(house);
  const trickle = openTrickle(join(house.folder, 'trickle'));
  const vault = await house.makeRepository({ name: 'vault', description: 'in the cellar' });
  const attic = await house.makeRepository({ name: 'attic' });
  const barn = await house.makeRepository({ name: 'barn' });
  const key = await house.mutate<{ id: string }>('sshKeys.generate', { name: 'fleet' });
  const remote = await house.makeClient({
    hostname: 'database-01.internal.example.org',
    description: 'behind ssh',
    connection: { remote: 'root@127.0.0.1', port: 9, sshKeyId: key.id },
  });
  const local = await house.makeClient({ hostname: 'web01' });
  const base = { repositoryId: vault.id, paths: [source] };
  const good = await house.makeConfig({ ...base, label: 'system', clientId: local.id });
  const bad = await house.makeConfig({
    ...base,
    label: 'dumps',
    clientId: remote.id,
    repositoryId: attic.id,
    transport: 'ssh',
    excludes: ['sh:**/node_modules'],
  });
  const slow = await house.makeConfig({
    ...base,
    label: 'images',
    clientId: local.id,
    repositoryId: barn.id,
    paths: [join(house.folder, 'trickle')],
    readSpecial: true,
  });
  const waiting = await house.makeConfig({
    ...base,
    label: 'behind it',
    clientId: local.id,
    repositoryId: barn.id,
  });
  const before = await house.backUp(good.id);
  writeFileSync(join(source, 'folder', 'grown'), Buffer.alloc(200_000, 1));
  const done = await house.backUp(good.id);
  const failed = await house.start(bad.id);
  await expect
    .poll(() => house.query<{ state: string }>('jobs.get', { id: failed.id }))
    .toMatchObject({ state: 'failed' });
  const plans = await makePlans(house, { goodId: good.id, vaultId: vault.id });
  const archive = `/archives/${done.archiveId}/browse`;
  const restored = await restoreAndDrill(house, { configId: good.id, archiveId: done.archiveId ?? '' });
  const folder = source.split('/').map(encodeURIComponent).join('/');
  const running = await house.start(slow.id);
  await house.untilJob(running.id, (job) => (job.progress?.originalSize ?? 0) > 0);
  const queued = await house.start(waiting.id);
  return {
    trickle,
    paths: [
      ...PLAIN_PAGES,
      ...[done, failed, running, queued].map((job) => `/jobs/${job.id}`),
      ...['', '/archives', '/configs', '/jobs', '/configs/new'].map((tab) => `/clients/${local.id}${tab}`),
      ...['', '/connection', '/edit'].map((tab) => `/clients/${remote.id}${tab}`),
      `/clients/${local.id}/configs/${good.id}`,
      `/clients/${remote.id}/configs/${bad.id}`,
      ...['', '/archives', '/jobs', '/checks', '/key', '/connection', '/edit'].map(
        (tab) => `/repositories/${vault.id}${tab}`,
      ),
      `${archive}/`,
      `${archive}${folder}`,
      `${archive}${folder}?file=large.bin`,
      `${archive}${folder}?sort=-size`,
      `/archives/${before.archiveId}/compare/${done.archiveId}`,
      `/archives/${before.archiveId}/compare/${before.archiveId}`,
      `/archives?archive=${done.archiveId}&q=li`,
      `/files?client=${local.id}&path=${encodeURIComponent(`${source.slice(1)}/large.bin`)}`,
      '/files',
      ...plans,
      ...restored,
    ],
  };
}

/** A restore with its receipt, and a drill with its proof; answers their pages. */
async function restoreAndDrill(
  house: House,
  { configId, archiveId }: { readonly configId: string; readonly archiveId: string },
): Promise<string[]> {
  const restore = await house.mutate<{ id: number }>('archives.restore', {
    id: archiveId,
    paths: [''],
    target: { clientId: null, path: join(house.folder, 'restored') },
  });
  await house.untilJob(restore.id, ({ state }) => state === 'done');
  const drill = await house.mutate<{ id: number }>('jobs.run', {
    kind: 'verify-restore',
    config: { backupConfigId: configId },
  });
  await house.untilJob(drill.id, ({ state }) => state === 'done');
  const { items } = await house.query<{ items: { id: string }[] }>('proofs.list');
  return [`/jobs/${restore.id}`, `/jobs/${drill.id}`, ...items.map(({ id }) => `/verification/proofs/${id}`)];
}

function writeSource({ folder }: House): string {
  const source = join(folder, 'a rather long name of a folder that no narrow page can hold', 'source');
  mkdirSync(join(source, 'folder'), { recursive: true });
  writeFileSync(join(source, 'with "quotes" and <angles>'), 'text');
  writeFileSync(join(source, 'large.bin'), Buffer.alloc(300_000, 7));
  return source;
}

interface PlannedFor {
  readonly goodId: string;
  readonly vaultId: string;
}

/** A schedule, and what else is set up once; answers their pages. */
async function makePlans(house: House, { goodId, vaultId }: PlannedFor): Promise<string[]> {
  const schedule = await house.mutate<{ id: string }>('schedules.create', {
    name: 'Nightly',
    recurrence: 'RRULE:FREQ=DAILY',
    recurrenceStart: '2026-01-01T02:30:00',
    timeZone: 'Europe/Berlin',
    actions: [{ kind: 'borgcube.backup', data: { backupConfigId: goodId } }],
  });
  const trigger = await house.mutate<{ id: string }>('triggers.create', {
    target: { type: 'schedule', id: schedule.id },
    access: ['anonymous-web', 'local-cli'],
    comment: 'power management of the backup machine',
  });
  const check = await house.mutate<{ id: string }>('checkConfigs.create', {
    repositoryId: vaultId,
    label: 'weekly',
  });
  const policy = await house.mutate<{ id: string }>('retentionPolicies.create', {
    name: 'a week of days',
    keepDaily: 7,
    keepWeekly: 4,
  });
  const prune = await house.mutate<{ id: string }>('pruneConfigs.create', {
    name: 'everything',
    retentionPolicyId: policy.id,
  });
  const user = await house.mutate<{ id: string }>('users.create', {
    name: 'Vera Blick',
    email: 'vera@example.org',
    role: 'viewer',
    password: 'looks and never touches',
  });
  return [
    `/schedules/${schedule.id}`,
    `/retention/policies/${policy.id}`,
    `/retention/configs/${prune.id}`,
    `/retention/configs/${prune.id}/edit`,
    `/verification/${check.id}`,
    `/settings/users/${user.id}`,
    `/settings/triggers/${trigger.id}`,
  ];
}

/** Pages that are there whatever stands in the records. */
const PLAIN_PAGES = [
  '/',
  '/jobs',
  '/jobs?state=failed',
  '/jobs/999999',
  '/schedules',
  '/schedules/new',
  '/schedules/ledger',
  '/schedules/calendar',
  '/clients',
  '/clients/new',
  '/repositories',
  '/repositories/new',
  '/repositories/new?how=existing',
  '/archives',
  '/archives?q=nothing-is-called-so',
  '/archives?q=large',
  '/archives/import',
  '/retention/policies',
  '/retention/policies/new',
  '/retention/configs',
  '/retention/configs/new',
  '/retention/simulate',
  '/verification',
  '/verification/new',
  '/verification/proofs',
  '/verification/drill',
  '/restore/1',
  '/settings/notifications',
  '/settings/plugins',
  '/settings/you',
  '/settings/users',
  '/settings/users/new',
  '/settings/tokens',
  '/settings/tokens/new',
  '/settings/ssh-keys',
  '/settings/ssh-keys/new',
  '/settings/ssh-keys/new?how=import',
  '/settings/triggers',
  '/settings/triggers/new',
  '/settings/system',
  '/settings/audit',
  '/no/such/page',
] as const;
