import { randomFillSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job, JobDetail } from '@borgcube/domain/job/job';
import type { Repository } from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { CANARY_PASSPHRASE, type House } from '@borgcube/testing/house/start-house';
import { findProcesses, type SeenProcess } from '@borgcube/testing/process/find-processes';
import { clientLeftovers } from '@borgcube/testing/sshd/client-leftovers';
import type { TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { expect, vi } from 'vitest';

const FILES = 64;
const FILE_SIZE = 256 * 1024;
/** KiB a second: FILES of FILE_SIZE last for four minutes. */
const SLOW = 64;

/** One client and one repository over ssh, to let something go wrong on. */
export interface SshGround {
  readonly repository: Repository;
  readonly clientId: string;
  configFor(more?: Record<string, unknown>): Promise<string>;
  /** Runs one backup to its end, with what deviates from one that would work. */
  backUp(more?: Record<string, unknown>): Promise<JobDetail>;
  /** Starts a backup that takes minutes, and answers when Borg has sent the first data. */
  startSlow(more?: Record<string, unknown>): Promise<Job>;
  borgOnClient(): SeenProcess[];
  /** Nothing of it runs or is locked on either side. */
  expectNothingLeft(): Promise<void>;
  /** That, and the next backup works. */
  expectUsable(): Promise<void>;
  /** That, and Borg's own check finds nothing. */
  expectSound(): Promise<void>;
  /** More than fits on a small disk, and enough for minutes at a low rate. */
  readonly largeSource: string;
  /** Checkpoints too. */
  archiveNames(): string[];
}

export async function makeSshGround(
  house: House,
  sshd: TestSshd,
  hostname: string,
  { connection, repository: input }: Partial<Record<'connection' | 'repository', object>> = {},
): Promise<SshGround> {
  const repository = await house.makeRepository({ ...input });
  const { id: clientId } = await makeSshClient(house, sshd, hostname, { ...connection });
  const source = join(house.folder, 'source');
  const largeSource = join(house.folder, 'large source');
  makeRandomFiles(source, 1);
  makeRandomFiles(largeSource, FILES);
  const borg = plainBorg(house.folder, CANARY_PASSPHRASE);

  const configFor = async (more: Record<string, unknown> = {}) => {
    const config = { clientId, repositoryId: repository.id, paths: [source], transport: 'ssh', ...more };
    return (await house.makeConfig({ compression: 'none', ...config })).id;
  };
  const expectNothingLeft = async () => {
    // A new archive is listed by a job of its own.
    await house.untilIdle();
    await vi.waitFor(() => expect(clientLeftovers(sshd)).toEqual([]), { timeout: 60_000, interval: 100 });
    expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
    expect(existsSync(join(repository.url, 'lock.exclusive'))).toBe(false);
  };
  const expectUsable = async () => {
    await expectNothingLeft();
    const job = await house.backUp(await configFor());
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
  };
  return {
    repository,
    largeSource,
    clientId,
    configFor,
    backUp: async (more) => house.backUp(await configFor(more)),
    startSlow: async (more) => {
      const job = await house.start(await configFor({ rateLimit: SLOW, paths: [largeSource], ...more }));
      return house.untilJob(job.id, (seen) => (seen.progress?.originalSize ?? 0) > 0);
    },
    borgOnClient: () => {
      const sessions = new Set(sshd.sessions());
      return findProcesses((argv) => /python\S* \S*borg .*create --json/.test(argv)).filter(({ pid }) =>
        sessions.has(pid),
      );
    },
    expectNothingLeft,
    expectUsable,
    expectSound: async () => {
      await expectUsable();
      borg.run(['check', repository.url]);
      await expectNothingLeft();
    },
    archiveNames: () =>
      borg.run(['list', '--short', '--consider-checkpoints', repository.url]).split('\n').filter(Boolean),
  };
}

function makeRandomFiles(folder: string, count: number): void {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  for (let i = 0; i < count; i++)
    writeFileSync(join(folder, `file ${i}`), randomFillSync(Buffer.alloc(FILE_SIZE)));
}
