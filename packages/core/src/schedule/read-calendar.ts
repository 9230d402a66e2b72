import { setImmediate as letOthersIn } from 'node:timers/promises';
import { listCalendarSchedules, listOccurrencesBetween } from '@borgcube/db/calendar-store';
import type { StoredSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import { type ExpectedWork, foreseeWaits } from '@borgcube/domain/schedule/foresee-waits';
import { describeRecurrence } from '@borgcube/domain/schedule/recurrence-words';
import type {
  CalendarOccurrence,
  ScheduleCalendar,
  ScheduleCalendarInput,
} from '@borgcube/domain/schedule/schedule-calendar';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { clockChangesAhead } from './clock-changes-ahead.ts';
import { comingTimes } from './coming-times.ts';
import { foreseeJobs, nameRepositories, workOf } from './foresee-work.ts';
import { toBlock, toWait } from './foreseen-view.ts';
import { pastOccurrences } from './past-occurrences.ts';

const SCHEDULES_MAX = 500;
/** A schedule with more than this in the range is told as frequent. */
const LISTED_MAX = 200;
const COMING_MAX = 5000;
const PAST_MAX = 2000;
const DAY_MS = 86_400_000;

interface Coming {
  readonly schedule: StoredSchedule;
  readonly instant: number;
}

/** What ran and what will, over all schedules. The cost is bounded; what does not fit in is said. */
export async function readCalendar(
  ctx: CoreContext,
  input: ScheduleCalendarInput,
): Promise<ScheduleCalendar> {
  requireRole(ctx, 'viewer');
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  const leftOut: string[] = [];
  const all = await listCalendarSchedules(ctx.db, SCHEDULES_MAX + 1);
  const schedules = all.slice(0, SCHEDULES_MAX);
  if (all.length > SCHEDULES_MAX)
    leftOut.push(`Only the ${SCHEDULES_MAX} schedules that are due next are looked at.`);
  const { coming, frequent, isCut } = await allComing(schedules, { from, to });
  if (isCut) leftOut.push(`Only the first ${COMING_MAX} of what is to come are listed.`);

  const often = new Set(frequent.map(({ schedule }) => schedule.id));
  const without = [...often];
  const range = { from: new Date(from), to: new Date(to) };
  const rows = await listOccurrencesBetween(ctx.db, { ...range, without, take: PAST_MAX + 1 });
  if (rows.length > PAST_MAX) leftOut.push(`Only the last ${PAST_MAX} of what was due are listed.`);
  const past = await pastOccurrences(ctx.db, rows.slice(0, PAST_MAX));

  const used = schedules.filter(
    ({ id }) => often.has(id) || coming.some(({ schedule }) => schedule.id === id),
  );
  const foreseen = await foreseeAll(ctx, used);
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    occurrences: [...past, ...comingOccurrences(coming, foreseen)].sort((one, other) =>
      one.instant < other.instant ? -1 : 1,
    ),
    frequent: frequent.map(({ schedule, perDay }) => ({
      scheduleId: schedule.id,
      name: schedule.name,
      text: describeRecurrence(schedule.recurrence, schedule.recurrenceStart),
      perDay,
      jobs: foreseen.jobs.get(schedule.id) ?? null,
    })),
    clockChanges: clockChangesAhead(schedules, ctx.clock().getTime()),
    leftOut,
  };
}

async function allComing(schedules: readonly StoredSchedule[], range: { from: number; to: number }) {
  const coming: Coming[] = [];
  const frequent: { schedule: StoredSchedule; perDay: number }[] = [];
  for (const [index, schedule] of schedules.entries()) {
    if (coming.length >= COMING_MAX) return { coming, frequent, isCut: true };
    const times = comingTimes(schedule, { ...range, max: LISTED_MAX });
    if (times.length > LISTED_MAX) frequent.push({ schedule, perDay: perDayOf(times) });
    else coming.push(...times.map(({ instant }) => ({ schedule, instant })));
    // Evaluating many rules takes a while, and others want to be answered meanwhile.
    if (index % 20 === 19) await letOthersIn();
  }
  return { coming, frequent, isCut: false };
}

function perDayOf(times: readonly { readonly instant: number }[]): number {
  const [first, last] = [times[0]?.instant ?? 0, times.at(-1)?.instant ?? 0];
  return Math.round(((times.length - 1) * DAY_MS) / Math.max(1, last - first));
}

interface Foreseen {
  readonly jobs: ReadonlyMap<string, number>;
  readonly work: ReadonlyMap<string, readonly ExpectedWork[]>;
  readonly repositories: ReadonlyMap<string, string>;
}

async function foreseeAll(ctx: CoreContext, schedules: readonly StoredSchedule[]): Promise<Foreseen> {
  return inTransaction(ctx.db, async (tx) => {
    const foreseen = await foreseeJobs(
      tx,
      ctx.kinds,
      schedules.map(({ actions }) => actions),
    );
    const works = foreseen.map(({ jobs }) => workOf(jobs));
    const entries = schedules.map(({ id }, index) => [id, index] as const);
    return {
      jobs: new Map(entries.map(([id, index]) => [id, foreseen[index]?.jobs.length ?? 0])),
      work: new Map(entries.map(([id, index]) => [id, works[index] ?? []])),
      repositories: await nameRepositories(tx, works),
    };
  });
}

function comingOccurrences(coming: readonly Coming[], foreseen: Foreseen): CalendarOccurrence[] {
  const names = new Map(coming.map(({ schedule }) => [schedule.id, schedule.name]));
  const expected = coming.map(({ schedule, instant }) => ({
    scheduleId: schedule.id,
    instant,
    work: foreseen.work.get(schedule.id) ?? [],
  }));
  const waits = foreseeWaits(expected);
  return coming.map(({ schedule, instant }, index) => {
    const blocks = waits[index] ?? [];
    return {
      scheduleId: schedule.id,
      name: schedule.name,
      instant: new Date(instant).toISOString(),
      state: 'coming',
      outcome: null,
      reason: null,
      jobs: foreseen.jobs.get(schedule.id) ?? null,
      blocks: blocks.map((block) => toBlock(block, foreseen.repositories)),
      wait: toWait(instant, blocks, { repositories: foreseen.repositories, schedules: names }),
    };
  });
}
