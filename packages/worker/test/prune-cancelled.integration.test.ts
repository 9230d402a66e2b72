import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { listPlans } from '@borgcube/core/prune/plan-view';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pruneHouse } from './prune-house.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

/** Borg itself, but that a deletion stops after the first of several archives, for as long as the file `hold` is there. */
const DELIBERATE_BORG = `#!/bin/sh
here=$(dirname "$0")
count=0; cut=0
for word in "$@"; do
  count=$((count + 1))
  [ "$cut" -eq 0 ] && [ "$word" = -- ] && cut=$((count + 2))
done
case " $* " in *" delete "*) ;; *) exec borg "$@";; esac
[ -e "$here/hold" ] || exec borg "$@"
count=0
for word in "$@"; do
  shift; count=$((count + 1))
  [ "$count" -gt "$cut" ] || set -- "$@" "$word"
done
borg "$@"
: >"$here/deleted"
exec sleep 600
`;

describeDatabases('a prune that is cancelled between two deletions', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-prune-cancel-'));
  let house: WorkerHouse;
  let borg: ForkingBorg;

  beforeAll(async () => {
    borg = forkingBorg(folder);
    const program = join(folder, 'deliberate-borg');
    writeFileSync(program, DELIBERATE_BORG, { mode: 0o755 });
    house = openWorkerHouse({ db: (await open()).db, folder, borg: program });
    await house.startWorker();
  });
  afterAll(async () => {
    await house.stopWorkers();
    await borg.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps what it had not deleted yet, and has on record what it had', async () => {
    const ground = pruneHouse(house, borg);
    const place = await ground.makeGround({ keepHourly: 8 });
    const hours = Array.from({ length: 12 }, (_, index) => index + 1);
    const names = await ground.makeArchives(place, hours);
    writeFileSync(join(folder, 'hold'), '');
    const { jobs } = await runPruneConfig(house.core, place.configId);
    const id = jobs[0] ?? 0;
    await vi.waitFor(() => expect(existsSync(join(folder, 'deleted'))).toBe(true), { timeout: 60_000 });
    await cancelJob(house.core, id);
    expect(await house.until(id)).toMatchObject({ state: 'cancelled' });
    expect((await listPlans(house.core, place.configId))[0]).toMatchObject({ state: 'abandoned' });
    const left = await ground.namesIn(place);
    expect(left).toHaveLength(11);
    expect(left).toEqual(expect.arrayContaining(names.slice(0, 8)));
    expect((await ground.rowsOf(place)).map(({ name }) => name).sort()).toEqual(left);
    expect(await house.core.db.archive.count({ where: { vanishedAt: { not: null } } })).toBe(0); // it was us

    rmSync(join(folder, 'hold'));
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    expect(await ground.namesIn(place)).toEqual(names.slice(0, 8).sort());
    expect(house.reports).toEqual([]);
  });
});
