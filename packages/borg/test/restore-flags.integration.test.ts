import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RestoreHouse, startRestoreHouse } from './restore-house.ts';

/** It complains about links, which have no flags. */
const unfreeze = (path: string) => spawnSync('chattr', ['-R', '-f', '-i', path]);

/** Root's to do, and not on every file system. */
function canFreeze(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-'));
  try {
    execFileSync('chattr', ['+i', folder], { stdio: 'ignore' });
    unfreeze(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!canFreeze())('what nobody may change or remove', () => {
  let house: RestoreHouse;

  beforeAll(async () => {
    house = await startRestoreHouse();
    const folder = join(house.source, 'frozen');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), 'x');
    execFileSync('chattr', ['+i', join(folder, 'file'), folder]);
    await house.create('frozen', ['frozen']);
    unfreeze(folder);
  }, 60_000);
  afterAll(async () => {
    if (house) unfreeze(house.root);
    await house?.stop();
  });

  it('leaves nothing on the server that could not be removed (scratch)', async () => {
    const { cause, not, path, folder } = await house.restore(house.client, {
      ...{ channel: 'scratch', archive: 'frozen' },
    });
    expect({ cause, not }).toEqual({ cause: null, not: [] });
    expect(existsSync(join(path, 'frozen/file'))).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it.each(['server', 'client'] as const)(
    'leaves nothing beside its place that it could not take (%s)',
    async (machine) => {
      const path = house.newFolder();
      mkdirSync(join(path, 'frozen'));
      const { not, left } = await house.restore(house[machine], { channel: 'borg', archive: 'frozen', path });
      const failed = not.filter(({ outcome }) => outcome === 'failed').map((line) => line.path);
      expect({ failed, left }).toEqual({ failed: ['frozen/file'], left: null });
      expect(readdirSync(path)).toEqual(['frozen']);
    },
  );
});
