import { findBackupConfig } from '@borgcube/db/backup-config-store';
import { findCheckConfig } from '@borgcube/db/check-config-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findPruneConfig } from '@borgcube/db/prune-config-store';
import { findRepository } from '@borgcube/db/repository-store';
import { findSchedule } from '@borgcube/db/schedule-store';
import type { TriggerTarget, TriggerTargetType } from '@borgcube/domain/trigger/trigger';
import { runBackupConfig } from '../backup-config/run-backup-config.ts';
import { runCheckConfig } from '../check-config/run-check-config.ts';
import type { CoreContext } from '../core-context.ts';
import { runPruneConfig } from '../prune-config/run-prune-config.ts';
import { runScheduleNow } from '../schedule/run-schedule-now.ts';

/** What the record says of itself. */
export interface FoundTarget {
  /** `system of web01` */
  readonly name: string;
  /** False: automatic runs are switched off. */
  readonly enabled: boolean;
}

interface TargetKind {
  /** `backup config` */
  readonly noun: string;
  readonly find: (tx: Transaction, id: string) => Promise<FoundTarget | null>;
  /** Ids of the jobs that were queued, or were under way already. */
  readonly run: (ctx: CoreContext, id: string) => Promise<readonly number[]>;
}

const KINDS: Readonly<Record<TriggerTargetType, TargetKind>> = {
  schedule: {
    noun: 'schedule',
    // A schedule may be meant for its triggers alone: its own recurrence being off is no reason to refuse.
    find: async (tx, id) => {
      const schedule = await findSchedule(tx, id);
      return schedule && { name: schedule.name, enabled: true };
    },
    run: async (ctx, id) => (await runScheduleNow(ctx, id)).jobs,
  },
  backupConfig: {
    noun: 'backup config',
    find: async (tx, id) => {
      const config = await findBackupConfig(tx, id);
      if (!config) return null;
      const client = await findClient(tx, config.clientId);
      return { name: `${config.label} of ${client?.hostname ?? '?'}`, enabled: config.enabled };
    },
    run: async (ctx, id) => [(await runBackupConfig(ctx, id)).id],
  },
  checkConfig: {
    noun: 'check config',
    find: async (tx, id) => {
      const config = await findCheckConfig(tx, id);
      if (!config) return null;
      const repository = await findRepository(tx, config.repositoryId);
      return { name: `${config.label} of ${repository?.name ?? '?'}`, enabled: true };
    },
    run: async (ctx, id) => [(await runCheckConfig(ctx, id)).id],
  },
  pruneConfig: {
    noun: 'prune config',
    find: async (tx, id) => {
      const config = await findPruneConfig(tx, id);
      return config && { name: config.name, enabled: true };
    },
    run: async (ctx, id) => (await runPruneConfig(ctx, id)).jobs,
  },
};

export function targetNoun({ type }: TriggerTarget): string {
  return KINDS[type].noun;
}

export function findTarget(tx: Transaction, { type, id }: TriggerTarget): Promise<FoundTarget | null> {
  return KINDS[type].find(tx, id);
}

export function runTarget(ctx: CoreContext, { type, id }: TriggerTarget): Promise<readonly number[]> {
  return KINDS[type].run(ctx, id);
}
