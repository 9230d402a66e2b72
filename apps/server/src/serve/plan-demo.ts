import { createCheckConfig } from '@borgcube/core/check-config/save-check-config';
import type { CoreContext } from '@borgcube/core/core-context';
import { createPruneConfig } from '@borgcube/core/prune-config/save-prune-config';
import { createPolicy } from '@borgcube/core/retention-policy/save-policy';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { createTrigger } from '@borgcube/core/trigger/create-trigger';
import { CheckConfigCreate } from '@borgcube/domain/check-config/check-config';
import { PruneConfigCreate } from '@borgcube/domain/prune/prune-config';
import { RetentionPolicyCreate } from '@borgcube/domain/retention/retention-policy';
import { ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { TriggerCreate } from '@borgcube/domain/trigger/trigger';

interface DemoRecords {
  readonly configId: string;
  readonly repositoryId: string;
  readonly timeZone: string;
}

/** What a house has that is looked after: backups and pruning at night, a check on Sundays. */
export async function planDemo(
  core: CoreContext,
  { configId, repositoryId, timeZone }: DemoRecords,
): Promise<void> {
  const check = await createCheckConfig(core, CheckConfigCreate.parse({ repositoryId, label: 'weekly' }));
  const policy = await createPolicy(
    core,
    RetentionPolicyCreate.parse({
      name: 'Two weeks, then thinner',
      keepDaily: 14,
      keepWeekly: 8,
      keepMonthly: 12,
      keepYearly: 3,
    }),
    timeZone,
  );
  const prune = await createPruneConfig(
    core,
    PruneConfigCreate.parse({ name: 'Everything', retentionPolicyId: policy.id }),
  );
  const nightly = await createSchedule(
    core,
    ScheduleCreate.parse({
      name: 'Nightly',
      description: 'A backup, and then what is not kept any more goes.',
      recurrence: 'RRULE:FREQ=DAILY',
      recurrenceStart: '2026-01-01T02:30:00',
      timeZone,
      actions: [
        { kind: 'borgcube.backup', data: { backupConfigId: configId } },
        { kind: 'borgcube.prune', data: { pruneConfigId: prune.id } },
      ],
    }),
  );
  await createSchedule(
    core,
    ScheduleCreate.parse({
      name: 'Sundays',
      recurrence: 'RRULE:FREQ=WEEKLY;BYDAY=SU',
      recurrenceStart: '2026-01-04T05:00:00',
      timeZone,
      actions: [{ kind: 'borgcube.check', data: { checkConfigId: check.id } }],
    }),
  );
  await createTrigger(
    core,
    TriggerCreate.parse({
      target: { type: 'schedule', id: nightly.id },
      access: ['anonymous-web', 'local-cli'],
      comment: 'to be tried with curl',
    }),
  );
}
