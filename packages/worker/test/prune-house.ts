import { randomBytes } from 'node:crypto';
import { listArchives } from '@borgcube/core/archive/list-archives';
import { updateClient } from '@borgcube/core/client/update-client';
import { getPlan } from '@borgcube/core/prune/plan-view';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { createPruneConfig } from '@borgcube/core/prune-config/save-prune-config';
import { createPolicy } from '@borgcube/core/retention-policy/save-policy';
import type { JobDetail } from '@borgcube/domain/job/job';
import { PruneConfigCreate } from '@borgcube/domain/prune/prune-config';
import { RetentionPolicyCreate } from '@borgcube/domain/retention/retention-policy';
import type { ForkingBorg } from '@borgcube/testing/borg/forking-borg';
import { type MadeBackup, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

const HOUR_MS = 3_600_000;

export interface Ground {
  readonly made: MadeBackup;
  readonly hostname: string;
  readonly configId: string;
  readonly policyId: string;
}

/** Histories of archives that Borg itself made, and prune configs over them. */
export function pruneHouse(house: WorkerHouse, borg: ForkingBorg) {
  const { core } = house;
  const run = (...args: string[]) => borg.run(args, { BORG_PASSPHRASE: PASSPHRASE });

  /** A client with a repository of its own, no archives, and a prune config with these keeps alone. */
  const makeGround = async (keeps: Partial<RetentionPolicyCreate>, objectiveDays = 366): Promise<Ground> => {
    const made = await house.makeBackup();
    const objective = objectiveDays * 24 * HOUR_MS;
    const { hostname } = await updateClient(core, { id: made.clientId, objective });
    const name = randomBytes(6).toString('hex');
    const none = { keepDaily: 0, keepWeekly: 0, keepMonthly: 0, keepYearly: 0 };
    const policy = await createPolicy(core, RetentionPolicyCreate.parse({ name, ...none, ...keeps }), 'UTC');
    const { repositoryId } = made;
    const input = PruneConfigCreate.parse({
      name,
      retentionPolicyId: policy.id,
      repositoryId,
      compact: false,
    });
    const config = await createPruneConfig(core, input);
    return { made, hostname, configId: config.id, policyId: policy.id };
  };

  return {
    makeGround,
    borg: run,
    /** Archives that began so many hours ago; answers their names in that order. */
    makeArchives: async ({ made, hostname }: Ground, hoursAgo: readonly number[]): Promise<string[]> => {
      const names: string[] = [];
      for (const hours of hoursAgo) {
        const time = new Date(Date.now() - hours * HOUR_MS).toISOString().slice(0, 19);
        const name = `${hostname}-${time.replaceAll(':', '')}`;
        await run('create', '--timestamp', time, `${made.repositoryPath}::${name}`, made.source);
        names.push(name);
      }
      return names;
    },
    prune: async ({ configId }: Ground): Promise<JobDetail> => {
      const { jobs } = await runPruneConfig(core, configId);
      return house.until(jobs[0] ?? 0);
    },
    namesIn: async ({ made }: Ground): Promise<string[]> => {
      const output = await run('list', '--short', '--consider-checkpoints', made.repositoryPath);
      return output.split('\n').filter(Boolean).sort();
    },
    rowsOf: async ({ made }: Ground) =>
      (await listArchives(core, { repositoryId: made.repositoryId, limit: 200 })).items,
    planOf: (job: JobDetail) => getPlan(core, String(job.failureCause?.planId)),
  };
}
