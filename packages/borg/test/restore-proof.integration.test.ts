import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareRestored } from '../src/restore/compare-restored.ts';
import { extractInto } from '../src/restore/extract-into.ts';
import { hashArchive } from '../src/restore/hash-archive.ts';
import { readBack } from '../src/restore/read-back.ts';
import { type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
beforeAll(async () => {
  house = await startRestoreHouse();
}, 60_000);
afterAll(() => house?.stop());

async function extracted(paths: readonly string[]) {
  const { environment, target } = house;
  const plan = await house.plan(paths);
  const folder = house.newFolder();
  const into = join(folder, 'into');
  mkdirSync(into);
  const selection = { whole: plan.paths, single: plan.above };
  const source = { environment, target, archive: 'a', selection };
  expect(await extractInto({ ...source, into, numeric: false, hasFlags: false })).toEqual({
    cause: null,
    warnings: [],
  });
  const sent = join(folder, 'sent');
  await hashArchive({ ...source, file: sent, folder });
  return { plan, into, folder, sent };
}

async function differences({ plan, into, folder, sent }: Awaited<ReturnType<typeof extracted>>) {
  const [found, hashes] = [join(folder, 'found'), join(folder, 'hashes')];
  const { environment } = house;
  const machine = { type: 'server' } as const;
  const names = plan.owners;
  const known = await readBack({
    environment,
    machine,
    marker: 'x.1',
    path: into,
    names,
    found,
    hashes,
    folder,
  });
  const owner = { type: 'stored', known } as const;
  const told: string[] = [];
  const compared = {
    plan: plan.file,
    sent,
    found,
    hashes,
    precision: 'microsecond',
    looseMode: 0,
    isOpened: false,
    owner,
  } as const;
  for await (const { entry, verdict, reason } of compareRestored(compared)) {
    if (verdict !== 'same') told.push(`${entry.path}: ${verdict}, ${reason}`);
  }
  return told;
}

it('a hostile tree comes out of Borg identical, and is proven to be', async () => {
  const restored = await extracted(['']);
  expect(describeTree(join(restored.into, 'tree'))).toEqual(describeTree(join(house.source, 'tree')));
  expect(await differences(restored)).toEqual([]);
});

it('a hard link alone is proven by the content of the other end', async () => {
  const { entries } = await house.plan(['']);
  const twin = entries.find((entry) => 'hardLink' in entry)?.path ?? '';
  const { plan, into, folder } = await extracted([twin]);
  const { environment, target } = house;
  const sent = join(folder, 'sent of both');
  const other = ['tree/plain.txt', 'tree/hard link to plain.txt'].filter((path) => path !== twin);
  const selection = { whole: plan.paths, single: other };
  await hashArchive({ environment, target, archive: 'a', selection, file: sent, folder });
  expect(await differences({ plan, into, folder, sent })).toEqual([]);
});

it('tells whatever is not as in the archive', async () => {
  const restored = await extracted(['']);
  const at = (path: string) => join(restored.into, 'tree', path);
  writeFileSync(at('binary.bin'), Buffer.alloc(70_000));
  chmodSync(at('secret.key'), 0o644);
  rmSync(at('dangling link'));
  symlinkSync('/does/not/exist/either', at('dangling link'));
  rmSync(at('script.sh'));
  mkdirSync(at('script.sh'));
  rmSync(at('sparse.img'));
  utimesSync(at('empty'), new Date(), new Date('1999-12-31T23:59:59.250Z'));
  utimesSync(at(''), new Date(0), new Date(0));
  expect(await differences(restored)).toEqual([
    expect.stringMatching(/^tree: other-facts, its time is 1970-01-01T00:00:00.000Z instead of 20/),
    'tree/binary.bin: other-content, its content is another',
    'tree/dangling link: other-content, it leads to /does/not/exist/either',
    'tree/empty: other-facts, its time is 1999-12-31T23:59:59.250Z instead of 1999-12-31T23:59:59.123Z',
    'tree/script.sh: other-content, it is of another kind (d instead of f)',
    'tree/secret.key: other-facts, its mode is 0644 instead of 0400',
    'tree/sparse.img: missing, it is not there',
  ]);
});

it('tells what came without being in the archive', async () => {
  const restored = await extracted(['tree/plain.txt']);
  writeFileSync(join(restored.into, 'zzz'), 'x');
  await expect(differences(restored)).rejects.toThrow('zzz came to the target and is not in the archive.');
});
