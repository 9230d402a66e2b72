import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../src/restore/restore-run.ts';
import { type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
beforeAll(async () => {
  house = await startRestoreHouse();
}, 60_000);
afterAll(() => house?.stop());

/** What the way does not promise to bring along is taken out of both. */
function described(folder: string, channel: Channel): string[] {
  const lines = describeTree(folder);
  if (channel !== 'tar') return lines;
  return lines.filter((line) => line.startsWith('"')).map((line) => line.replace(/(mtime=\d+)\d{9}\b/, '$1'));
}

describe('a hostile tree is identical after a restore', () => {
  it.each<['server' | 'client', Channel]>([
    ['server', 'borg'],
    ['client', 'borg'],
    ['client', 'scratch'],
    ['client', 'tar'],
  ])('to the %s by the way %s', async (machine, channel) => {
    const { cause, warnings, not, outcomes, path, stages, ...result } = await house.restore(house[machine], {
      channel,
    });
    expect({ cause, warnings, not }).toEqual({ cause: null, warnings: [], not: [] });
    expect(described(join(path, 'tree'), channel)).toEqual(described(join(house.source, 'tree'), channel));
    expect(outcomes).toHaveLength(38);
    expect(stages).toEqual(['checking', 'restoring', 'reading']);
    expect(result).toMatchObject({
      channel,
      left: null,
      precision: channel === 'tar' ? 'second' : 'microsecond',
    });
    expect(readdirSync(dirname(path))).toEqual(['new']);
    expect(house.leftovers()).toEqual([]);
  });
});
