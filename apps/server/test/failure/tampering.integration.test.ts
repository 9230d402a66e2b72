import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Job, JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { Repository } from '@borgcube/domain/repository/repository';
import { segmentFiles } from '@borgcube/testing/damage/damage-repository';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: House;
let sshd: TestSshd;
beforeAll(async () => {
  [house, sshd] = await Promise.all([startHouse(), startSshd()]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await sshd.stop();
});

/** A client's Borg that deletes an archive over the channel that it was given for a backup. */
function hostileBorg(path: string, archive: string): void {
  const script = `#!/bin/sh
for word in "$@"; do case $word in ssh://*::*) repository=\${word%%::*};; esac; done
case " $* " in *" create "*) exec borg delete "$repository::${archive}";; esac
exec borg "$@"
`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

const run = async (procedure: string, id: string) => {
  const job = await house.mutate<Job>(procedure, { id });
  return house.untilJob(job.id, (seen: JobDetail) => isFinal(seen.state));
};

it('what a client deletes behind our back is told and named, and not compacted before a person decides', async () => {
  const repository = await house.makeRepository({ name: 'vault' });
  const remoteBorg = join(house.folder, 'borg-of-web09');
  writeFileSync(remoteBorg, '#!/bin/sh\nexec borg "$@"\n');
  chmodSync(remoteBorg, 0o755);
  const { id: clientId } = await makeSshClient(house, sshd, 'web09', { remoteBorg });
  const source = join(house.folder, 'source');
  mkdirSync(source);
  const configFor = async () => {
    const fields = { clientId, repositoryId: repository.id, paths: [source], transport: 'ssh' };
    return (await house.makeConfig(fields)).id;
  };
  const config = await configFor();
  for (const content of ['first', 'second']) {
    writeFileSync(join(source, 'file'), content.repeat(100_000));
    expect(await house.backUp(config)).toMatchObject({ state: 'done' });
  }
  const [, first] = (await house.query<{ items: Archive[] }>('archives.list')).items;

  hostileBorg(remoteBorg, first?.name ?? '');
  expect(await house.backUp(config)).toMatchObject({ state: 'failed' });
  const segments = segmentFiles(repository.url).length;

  const compaction = await run('repositories.compact', repository.id);
  expect(compaction).toMatchObject({
    state: 'failed',
    failureCause: { kind: 'repository-tampered', archives: [first?.name], count: 1 },
  });
  expect(segmentFiles(repository.url).length).toBe(segments);
  const tampered = await house.query<Repository>('repositories.get', { id: repository.id });
  expect(tampered.tamperedAt).not.toBeNull();
  const { verdict } = await house.query<Dashboard>('system.dashboard');
  expect(`${verdict.sentence} ${verdict.urgent}`).toBe(
    'vault was changed by someone else. Decide before anything is removed.',
  );
  const gone = await house.query<{ items: Archive[] }>('archives.list', { vanished: true });
  expect(gone.items.map(({ name }) => name)).toEqual([first?.name]);

  await house.mutate('repositories.acceptTampering', { id: repository.id });
  expect(await run('repositories.compact', repository.id)).toMatchObject({ state: 'done' });
  const audit = await house.query<{ items: Array<{ what: string }> }>('audit.list', { limit: 20 });
  expect(audit.items.map(({ what }) => what)).toContain(
    'Accepted that 1 archive of repository vault is gone',
  );
});
