import { randomUUID } from 'node:crypto';
import type { CoreContext } from '@borgcube/core/core-context';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { createJob, type NewJobRequest } from '@borgcube/core/job/create-job';
import { kindsOf } from '@borgcube/core/kind/kind-registry';
import type { Database } from '@borgcube/db/open-database';
import { newRecordId } from '@borgcube/db/record-id';
import { insertRepository } from '@borgcube/db/repository-store';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { HookFailure } from '@borgcube/plugin-kit/hook-caller';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { idleKind } from './job-kinds.ts';

/** Use cases of jobs whose kind does nothing. */
export function openJobHouse(db: Database, plugins: readonly Plugin[] = []) {
  const all = [definePlugin({ name: 'test', jobKinds: [idleKind] }), ...plugins];
  const failures: HookFailure[] = [];
  const { ctx: plain, remove } = makeTestCore(db);
  const hooks = makeHooks(db, all, (failure) => failures.push(failure));
  const ctx: CoreContext = { ...plain, kinds: kindsOf(all), hooks };
  return {
    ctx,
    remove,
    failures,
    worker: { workerId: randomUUID(), incarnation: 'first' },
    makeRepository: async () => {
      const name = newRecordId(new Date());
      const settings = {
        name,
        description: '',
        url: `/nowhere/${name}`,
        borgId: '',
        remoteBorg: 'borg',
        encryption: null,
        sshKeyId: null,
        hostKeyFingerprint: null,
        hostKeyLine: null,
        hostKeyAcceptedAt: null,
        seenHostKeyLine: null,
      };
      return (await insertRepository(db, settings, new Date())).id;
    },
    makeJob: (
      repositoryId: string | null,
      access: string | null = 'write',
      more: Partial<NewJobRequest> = {},
    ) => createJob(ctx, { kind: idleKind.name, repositoryId, config: { access }, ...more }),
  };
}

export type JobHouse = ReturnType<typeof openJobHouse>;
