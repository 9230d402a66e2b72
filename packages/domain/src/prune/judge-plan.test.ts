import { describe, expect, it } from 'vitest';
import type { RetentionRules } from '../retention/retention-rules.ts';
import type { GroupArchive } from './archive-group.ts';
import { hasExpired } from './has-expired.ts';
import { judgePlan, type PreviousPlan } from './judge-plan.ts';
import { type PlannedArchive, planGroup } from './plan-group.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 22, 3);

const DAILY_7: RetentionRules = {
  keepSecondly: 0,
  keepMinutely: 0,
  keepHourly: 0,
  keepDaily: 7,
  keepWeekly: 0,
  keepMonthly: 0,
  keepYearly: 0,
  keepWithin: null,
  timeZone: 'UTC',
};

/** Number 0 is the newest; the id says the age. */
function makeArchive(age: number, change: Partial<GroupArchive> = {}): GroupArchive {
  const id = `a${age / HOUR}`;
  return { id, name: `web01-${id}`, at: NOW - age, pinned: false, suspect: null, ...change };
}

const ages = (count: number, step: number) => Array.from({ length: count }, (_, index) => (index + 1) * step);
const group = (archives: readonly GroupArchive[]) => ({ archives, unfinished: [], objective: 26 * HOUR });
const deletedOf = (archives: readonly PlannedArchive[]) =>
  archives.filter(({ keep }) => !keep).map(({ archive }) => archive.id);

function previousOf(archives: readonly PlannedArchive[], basis = 'same', at = NOW): PreviousPlan {
  const kept = archives.filter(({ keep }) => keep);
  return {
    at,
    kept: new Map(kept.map(({ archive, rule }) => [archive.id, rule ?? ''])),
    listed: new Set(archives.map(({ archive }) => archive.id)),
    newestAt: Math.max(...archives.map(({ archive }) => archive.at)),
    basis,
  };
}

function judge(judgement: Omit<Parameters<typeof judgePlan>[0], 'basis' | 'rules' | 'now'>): string[] {
  return judgePlan({ basis: 'same', rules: DAILY_7, now: NOW, ...judgement });
}

describe('the plan of a group', () => {
  const hourly = ages(48, HOUR).map((age) => makeArchive(age));

  it('deletes what no rule keeps', () => {
    const { archives, held } = planGroup(group(hourly), { ...DAILY_7, keepDaily: 2 }, NOW);
    expect(held).toBeNull();
    expect(archives.filter(({ keep }) => keep).map(({ rule }) => rule)).toEqual(['daily #1', 'daily #2']);
  });

  it('asks before archives of two deleted configs push each other out', () => {
    const orphans = ages(7, DAY)
      .flatMap((age) => [age - HOUR, age - 2 * HOUR])
      .map((age) => makeArchive(age, { isOrphan: true }));
    const { archives } = planGroup(group(orphans), DAILY_7, NOW);
    expect(deletedOf(archives)).toHaveLength(7);
    expect(judge({ archives, previous: null })).toEqual([
      'Archives of deleted configs are one group now. It would delete 7 of 14 archives.',
    ]);
    expect(judge({ archives, previous: previousOf(archives) })).toEqual([]);
    const { archives: own } = planGroup(group(orphans.map(({ isOrphan: _, ...one }) => one)), DAILY_7, NOW);
    expect(judge({ archives: own, previous: null })).toEqual([]);
  });

  it('never deletes what is pinned', () => {
    const pinned = hourly.map((archive, index) => (index === 5 ? { ...archive, pinned: true } : archive));
    const { archives } = planGroup(group(pinned), DAILY_7, NOW);
    expect(archives[5]).toMatchObject({ keep: true, rule: 'pinned' });
  });

  it.each([
    [
      'a minute over the objective',
      ages(9, HOUR).map((age) => makeArchive(age + 25 * HOUR + 60_000)),
      /^The newest good archive is 26 hours old, over the objective of 26 hours\.$/,
    ],
    ['days over it', ages(9, HOUR).map((age) => makeArchive(age + 5 * DAY)), /is 5 days old/],
    [
      'a suspect in it',
      [makeArchive(HOUR, { suspect: 'shrunk' }), ...hourly.slice(1)],
      /^web01-a1 is suspect \(shrunk\)/,
    ],
  ])('deletes nothing of a group with %s', (_, archives, words) => {
    const plan = planGroup(group(archives), { ...DAILY_7, keepDaily: 1 }, NOW);
    expect(plan.held).toMatch(words);
    expect(deletedOf(plan.archives)).toEqual([]);
    expect(plan.archives.map(({ rule }) => rule)).toContain('held');
  });

  it('takes unfinished ones that are older than the newest complete archive, unless the group is held', () => {
    const unfinished = [
      { name: 'web01-00007.checkpoint', fingerprint: 'f1', at: NOW - 2 * HOUR },
      { name: 'web01-00009.checkpoint', fingerprint: 'f2', at: NOW - HOUR / 2 },
    ];
    const names = (archives: readonly GroupArchive[]) =>
      planGroup({ ...group(archives), unfinished }, DAILY_7, NOW).unfinished.map(({ name }) => name);
    expect(names(hourly)).toEqual(['web01-00007.checkpoint']);
    expect(names([])).toEqual([]);
    expect(names([makeArchive(HOUR, { suspect: 'shrunk' })])).toEqual([]);
  });
});

describe('the breaker', () => {
  const plan = (archives: readonly GroupArchive[], rules: RetentionRules) =>
    planGroup({ ...group(archives), objective: 1000 * DAY }, rules, NOW).archives;
  const within = { ...DAILY_7, keepDaily: 0, keepWithin: '1d' };
  const thirty = ages(30, DAY).map((age) => makeArchive(age));
  const all = plan(thirty, { ...DAILY_7, keepDaily: -1 });

  it('stops a plan that leaves a group empty', () => {
    const old = [makeArchive(9 * DAY), makeArchive(10 * DAY)];
    const reasons = judge({
      archives: plan(old, within),
      previous: previousOf(plan(old, DAILY_7)),
    });
    expect(reasons).toEqual(['It would delete all of its 2 archives.']);
  });

  it('stops a plan that deletes the newest good archive', () => {
    const old = [
      makeArchive(9 * DAY),
      makeArchive(10 * DAY, { pinned: true }),
      makeArchive(11 * DAY, { pinned: true }),
    ];
    const reasons = judge({
      archives: plan(old, within),
      previous: previousOf(plan(old, DAILY_7)),
    });
    expect(reasons).toEqual(['It would delete the newest good archive, web01-a216.']);
  });

  it.each([
    [8, 30, true],
    [7, 30, false],
    [4, 12, true],
    [3, 8, false],
    [4, 16, false],
    [5, 16, true],
  ])('stops %i of %i that the last plan kept: %s', (gone, of, isStopped) => {
    const archives = plan(thirty.slice(0, of), { ...DAILY_7, keepDaily: of - gone });
    expect(deletedOf(archives)).toHaveLength(gone);
    const previous = previousOf(plan(thirty.slice(0, of), { ...DAILY_7, keepDaily: -1 }), 'earlier rules');
    const reasons = judge({ archives, previous });
    expect(reasons.length > 0).toBe(isStopped);
    if (isStopped) expect(reasons[0]).toContain(`${gone} of the ${of} archives that the last plan kept`);
  });

  it('stops more than half when the plan follows a change of the policy, and not when it is the first of all', () => {
    const half = thirty.slice(0, 6);
    // What the last plan did not look at is not what it kept.
    const previous = { ...previousOf([], 'another'), newestAt: 0 };
    const archivesOf = (keepDaily: number) => plan(half, { ...DAILY_7, keepDaily });
    expect(judge({ archives: archivesOf(3), previous })).toEqual([]);
    expect(judge({ archives: archivesOf(2), previous })).toEqual([
      expect.stringContaining('The policy or the pattern was changed.'),
    ]);
    expect(judge({ archives: archivesOf(2), previous: null })).toEqual([]);
  });

  it('stops more than half when older archives came from elsewhere', () => {
    const own = thirty.slice(0, 2);
    const previous = previousOf(plan(own, { ...DAILY_7, keepDaily: -1 }));
    const archives = plan(thirty.slice(0, 9), { ...DAILY_7, keepDaily: 2 });
    expect(judge({ archives, previous })).toEqual([
      expect.stringContaining('Older archives came to this client or config since.'),
    ]);
  });

  it('stops what archives of days to come push out, though the rules are the same', () => {
    const previous = previousOf(plan(thirty.slice(10, 17), DAILY_7));
    const archives = plan(thirty.slice(0, 17), DAILY_7);
    expect(judge({ archives, previous })).toEqual([expect.stringContaining('7 of the 7 archives')]);
  });

  it.each([
    ['hourly #3', 22, true],
    ['hourly #3', 21, false],
    ['within #9', 1, true],
    ['daily #7', 1, true],
    ['daily #6', 1, false],
    ['daily[oldest] #7', 24, false],
    ['yearly #1', 24, false],
    ['pinned', 24, false],
    // The last 24 archives: as long as no usual backup can have been made since, none of them has to go.
    ['secondly #24', 1 / 60, false],
    ['secondly #23', 1 / 10, false],
    ['secondly #23', 1 / 5, true],
    ['secondly #1', 24, true],
  ])('knows that %s is over after %f hours: %s', (rule, hours, isOver) => {
    const rules = { ...DAILY_7, keepSecondly: 24, keepHourly: 24, keepYearly: -1 };
    expect(hasExpired(rule, rules, hours * HOUR)).toBe(isOver);
  });

  it('says nothing where nothing is deleted', () => {
    expect(judge({ archives: all, previous: null })).toEqual([]);
  });

  it('lets a nightly policy over hourly backups run for a year', () => {
    let archives: GroupArchive[] = [];
    let previous: PreviousPlan | null = null;
    const rules = { ...DAILY_7, keepHourly: 24, keepDaily: 14, keepWeekly: 8, keepMonthly: -1 };
    for (let day = 0; day < 365; day += 1) {
      const now = NOW + day * DAY;
      const made = Array.from({ length: 24 }, (_, hour) => {
        const at = now - (23 - hour) * HOUR - 1;
        return { id: String(at), name: `web01-${at}`, at, pinned: false, suspect: null };
      });
      archives = [...archives, ...made];
      const planned = planGroup(group(archives), rules, now).archives;
      expect(judgePlan({ archives: planned, previous, basis: 'same', rules, now }), `day ${day}`).toEqual([]);
      previous = previousOf(planned, 'same', now);
      archives = planned.filter(({ keep }) => keep).map(({ archive }) => archive);
    }
    expect(archives.length).toBeGreaterThan(24 + 13 + 8 + 8);
  });
});
