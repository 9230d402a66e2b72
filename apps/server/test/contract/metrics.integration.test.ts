import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { startServer } from '@borgcube/testing/server/start-server';
import { expect, it } from 'vitest';

const PAGE = fileURLToPath(new URL('../../../docs/handbook/metrics.md', import.meta.url));
const BROKEN = `const metric = (name, read, labels) => ({ name: 'borgcube_broken_' + name, help: name, type: 'gauge', labels, read });
export default {
  name: 'broken',
  metrics: [
    metric('throws', async () => { throw new Error('no'); }),
    metric('text', async () => [{ value: 'many' }]),
    metric('labels', async () => [{ value: 1, labels: { other: 'x' } }], ['kind']),
    metric('late', () => new Promise(() => {})),
    metric('quoted', async () => [{ value: 7, labels: { kind: 'a"b\\\\c\\nd' } }], ['kind']),
  ],
};`;

interface Exposed {
  readonly types: ReadonlyMap<string, string>;
  readonly samples: ReadonlyMap<string, number>;
}

/** The text format, read by its own rules. */
function readText(text: string): Exposed {
  const types = new Map<string, string>();
  const samples = new Map<string, number>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const type = /^# TYPE (\w+) (\w+)$/.exec(line);
    if (type) types.set(type[1] ?? '', type[2] ?? '');
    if (line.startsWith('#')) continue;
    const sample = /^(\w+(?:\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)*\})?) (\S+)$/.exec(line);
    expect(sample, line).not.toBeNull();
    samples.set(sample?.[1] ?? '', Number(sample?.[2]));
  }
  return { types, samples };
}

it('tells figures to those who may read them, under the names and labels of the handbook, and no secret', async () => {
  await using house = await startHouse();
  const read = async () => {
    const answer = await fetch(`${house.server.url}/metrics`, {
      headers: { authorization: `Bearer ${house.token}` },
    });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    return answer.text();
  };
  expect((await fetch(`${house.server.url}/metrics`)).status).toBe(401);

  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'x'.repeat(1000));
  const client = await house.makeClient({ hostname: 'web01', objective: 3_600_000 });
  const repository = await house.makeRepository({ name: 'vault "a"' });
  const ids = { clientId: client.id, repositoryId: repository.id };
  const { id } = await house.makeConfig({ ...ids, paths: [source] });
  expect(await house.backUp(id)).toMatchObject({ state: 'done' });

  const text = await read();
  const { types, samples } = readText(text);
  expect(samples.get('borgcube_archives')).toBe(1);
  expect(samples.get('borgcube_client_objective_seconds{client="web01"}')).toBe(3600);
  expect(samples.get('borgcube_client_last_backup_success{client="web01"}')).toBe(1);
  const age = samples.get('borgcube_client_newest_good_archive_age_seconds{client="web01"}');
  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(120);
  expect(
    samples.get('borgcube_repository_size_bytes{repository="vault \\"a\\"",size="deduplicated"}'),
  ).toBeGreaterThan(0);
  expect(samples.get('borgcube_jobs_ended_last_day{kind="backup",outcome="done"}')).toBe(1);
  expect(samples.get('borgcube_workers_alive')).toBe(1);
  expect(samples.get('borgcube_scheduler_lag_seconds')).toBe(0);
  expect(text).not.toContain(CANARY_PASSPHRASE);
  expect(text).not.toContain('metric_read_failed{');

  const documented = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(borgcube_\w+)` \| (.*?) \|/gm)];
  expect(documented.map(([, name]) => name).sort()).toEqual([...types.keys()].sort());
  const labels = new Map(
    [...samples.keys()].map((key) => [
      key.split('{')[0],
      [...key.matchAll(/(\w+)="/g)].map(([, name]) => name),
    ]),
  );
  for (const [, name, words] of documented) {
    const told = words === '' ? [] : [...(words ?? '').matchAll(/`(\w+)`/g)].map(([, label]) => label);
    if (labels.has(name)) expect([name, told]).toEqual([name, labels.get(name)]);
  }
  // A second reading within seconds is the first one.
  expect(await read()).toBe(text);
});

it('is open to all where the setting says so, and contains what a plugin does wrong', async () => {
  await using house = await startHouse();
  const plugin = join(house.folder, 'broken.mjs');
  writeFileSync(plugin, BROKEN);
  await using server = await startServer({
    env: { BORGCUBE_METRICS_OPEN: 'true', BORGCUBE_PLUGINS: plugin },
  });
  const { samples } = readText(await (await fetch(`${server.url}/metrics`)).text());
  expect(samples.get('borgcube_workers_alive')).toBe(1);
  expect(samples.get('borgcube_broken_quoted{kind="a\\"b\\\\c\\nd"}')).toBe(7);
  const failed = [...samples.keys()].filter((key) => key.startsWith('borgcube_metric_read_failed'));
  expect(failed).toEqual(
    ['throws', 'text', 'labels', 'late'].map(
      (name) => `borgcube_metric_read_failed{metric="borgcube_broken_${name}"}`,
    ),
  );
});
