import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateRetention } from '@borgcube/domain/retention/evaluate-retention';
import { parseKeepWithin } from '@borgcube/domain/retention/keep-within';
import { INTERVALS, keepsNothing, type RetentionRules } from '@borgcube/domain/retention/retention-rules';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
];
const WITHIN = ['24H', '3d', '10d', '1w', '2m', '1y'];
const HOUR_MS = 3_600_000;
const HISTORIES = 20;
const CASES = 300;

interface Made {
  readonly name: string;
  readonly at: number;
}

/** Mulberry32: a run that fails is a run that can be had again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomNumbers(20_261_123);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <Item>(items: readonly Item[]): Item => {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

/** Times at which rules differ: clock changes, turns of weeks, months and years, the day that Apia left out. */
const EDGES = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T00:30:00Z',
  '2026-11-01T05:30:00Z',
  '2026-04-04T15:00:00Z',
  '2026-01-01T00:00:00Z',
  '2024-12-30T00:00:00Z',
  '2021-01-03T23:30:00Z',
  '2011-12-30T09:00:00Z',
].map((text) => Date.parse(text));

/** The names end in a letter, so that a pattern picks another part of the history each time. */
function makeHistory(index: number, now: number): Made[] {
  const archives: Made[] = [];
  const step = oneOf([60_000, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS, 40 * 24 * HOUR_MS]);
  let at = index % 3 === 0 ? oneOf(EDGES) + 10 * step : now - below(48) * HOUR_MS;
  for (let count = 6 + below(9); count > 0; count -= 1) {
    const name = `h${String(index).padStart(2, '0')}-${below(10_000)}${oneOf(['a', 'b', 'c', 'd'])}`;
    if (!archives.some((made) => made.name === name)) {
      archives.push({ name, at: Math.floor(at / 1000) * 1000 });
    }
    // Now and then two archives have one time.
    if (below(5) > 0) at -= Math.floor(step * (0.2 + random() * 1.6));
  }
  return archives;
}

function makeRules(): RetentionRules {
  const counts = INTERVALS.map(([, field]) => [field, below(3) > 0 ? 0 : oneOf([-1, 1, 1, 2, 3, 7, 30])]);
  const drawn: Record<string, number> = Object.fromEntries(counts);
  const rules = {
    keepSecondly: drawn.keepSecondly ?? 0,
    keepMinutely: drawn.keepMinutely ?? 0,
    keepHourly: drawn.keepHourly ?? 0,
    keepDaily: drawn.keepDaily ?? 0,
    keepWeekly: drawn.keepWeekly ?? 0,
    keepMonthly: drawn.keepMonthly ?? 0,
    keepYearly: drawn.keepYearly ?? 0,
    keepWithin: below(4) === 0 ? oneOf(WITHIN) : null,
    timeZone: oneOf(ZONES),
  };
  return keepsNothing(rules) ? { ...rules, keepDaily: 2 } : rules;
}

/** Borg asks the clock a moment later than we do. */
function isNearLimit({ keepWithin }: RetentionRules, archives: readonly Made[], now: number): boolean {
  const hours = keepWithin === null ? null : parseKeepWithin(keepWithin);
  return hours !== null && archives.some(({ at }) => Math.abs(now - hours * HOUR_MS - at) < 10 * 60_000);
}

describe('retention against the installed borg prune', () => {
  const now = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-retention-'));
  const repository = join(folder, 'repository');
  const histories = Array.from({ length: HISTORIES }, (_, index) => makeHistory(index, now));
  let borg: ForkingBorg;

  beforeAll(async () => {
    borg = forkingBorg(folder);
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'file'), 'content');
    await borg.run(['init', '--encryption', 'none', repository]);
    for (const { name, at } of histories.flat()) {
      const time = new Date(at).toISOString().slice(0, 19);
      await borg.run(['create', '--timestamp', time, `${repository}::${name}`, source]);
    }
  }, 240_000);

  afterAll(async () => {
    await borg.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What Borg prints: each archive with `rule: daily #1`, or that it would be pruned. */
  async function askBorg(rules: RetentionRules, glob: string) {
    const keeps = INTERVALS.flatMap(([interval, field]) =>
      rules[field] === 0 ? [] : [`--keep-${interval}=${rules[field]}`],
    );
    const within = rules.keepWithin === null ? [] : [`--keep-within=${rules.keepWithin}`];
    const output = await borg.run(
      ['prune', '--dry-run', '--list', '--glob-archives', glob, ...keeps, ...within, repository],
      { TZ: rules.timeZone },
    );
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const match = /^(?:Would prune:|Keeping archive \(rule: (.+ #\d+)\):)\s+(h\S+)/.exec(line);
        if (!match) throw new Error(`Borg said: ${line}`);
        return { name: match[2] ?? '', rule: match[1] ?? null };
      });
  }

  it(`keeps the same archives by the same rules, in ${CASES} random cases`, async () => {
    const seen = new Set<string>();
    let asked = 0;
    while (asked < CASES) {
      const index = below(HISTORIES);
      const letters = oneOf(['', '', '[ab]', '[bcd]', '[acd]']);
      const prefix = oneOf([`h${String(index).padStart(2, '0')}`, 'h0', 'h1']);
      const archives = histories
        .flat()
        .filter(
          ({ name }) => name.startsWith(prefix) && (letters === '' || letters.includes(name.slice(-1))),
        );
      const rules = makeRules();
      if (archives.length === 0 || isNearLimit(rules, archives, now)) continue;
      asked += 1;
      const ours = evaluateRetention(rules, archives, now);
      const theirs = await askBorg(rules, `${prefix}*${letters}`);
      const told = ours.map(({ archive, rule }) => ({ name: archive.name, rule }));
      expect(told, JSON.stringify({ rules, archives })).toEqual(theirs);
      for (const { rule } of ours) seen.add(rule?.replace(/ #\d+$/, '') ?? 'pruned');
    }
    // Whatever a rule can say was said.
    const intervals = INTERVALS.map(([interval]) => interval);
    for (const word of ['pruned', 'within', ...intervals, 'daily[oldest]', 'yearly[oldest]']) {
      expect(seen).toContain(word);
    }
  }, 240_000);
});
