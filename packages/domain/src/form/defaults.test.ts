import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { BackupConfigCreate } from '../backup-config/backup-config.ts';
import { CheckConfigCreate } from '../check-config/check-config.ts';
import { ClientCreate } from '../client/client.ts';
import { PruneConfigCreate } from '../prune/prune-config.ts';
import { RepositoryCreate } from '../repository/repository.ts';
import { RetentionPolicyCreate } from '../retention/retention-policy.ts';
import { ScheduleCreate } from '../schedule/schedule.ts';
import { TriggerCreate } from '../trigger/trigger.ts';

/** What a record is made with when only the least is said, and what the domain says of the rest. */
const RECORDS: readonly (readonly [string, z.ZodType, object, object])[] = [
  [
    'repository',
    RepositoryCreate,
    { name: 'vault', url: '/srv/vault' },
    { description: '', borgId: '', remoteBorg: 'borg' },
  ],
  ['client', ClientCreate, { hostname: 'web01' }, { description: '', objective: 26 * 3_600_000 }],
  [
    'connection',
    ClientCreate,
    { hostname: 'web01', connection: { remote: 'root@web01' } },
    { connection: { rsh: 'ssh', remoteBorg: 'borg' } },
  ],
  [
    'backup config',
    BackupConfigCreate,
    { clientId: 'c', repositoryId: 'r', label: 'system', paths: ['/etc'], transport: 'ssh' },
    {
      excludes: [],
      oneFileSystem: true,
      compression: 'lz4',
      checkpointInterval: 1800,
      readSpecial: false,
      ignoreInode: false,
      extraOptions: '',
      mayBeEmpty: false,
      enabled: true,
    },
  ],
  [
    'check config',
    CheckConfigCreate,
    { repositoryId: 'r', label: 'weekly' },
    { checkRepository: true, verifyData: false, checkArchives: true, checkOnlyNewArchives: false },
  ],
  [
    'retention policy',
    RetentionPolicyCreate,
    { name: 'usual' },
    {
      description: '',
      keepSecondly: 0,
      keepMinutely: 0,
      keepHourly: 0,
      keepDaily: -1,
      keepWeekly: -1,
      keepMonthly: -1,
      keepYearly: -1,
    },
  ],
  [
    'prune config',
    PruneConfigCreate,
    { name: 'all', retentionPolicyId: 'p' },
    { description: '', clientPattern: '.*', compact: true },
  ],
  [
    'schedule',
    ScheduleCreate,
    {
      name: 'nightly',
      recurrence: 'RRULE:FREQ=DAILY',
      recurrenceStart: '2026-11-22T02:30:00',
      timeZone: 'Europe/Berlin',
      actions: [],
    },
    { description: '', recurrenceEnabled: true, misfire: 'run-once' },
  ],
  [
    'trigger id',
    TriggerCreate,
    { target: { type: 'schedule', id: 's' } },
    { enabled: true, access: [], comment: '' },
  ],
];

describe('a record made with the least', () => {
  it.each(RECORDS)('%s', (_, schema, least, defaults) => {
    expect(schema.parse(least)).toMatchObject(defaults);
  });
});
