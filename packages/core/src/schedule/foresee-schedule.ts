import { listCalendarSchedules } from '@borgcube/db/calendar-store';
import { findConfigNames } from '@borgcube/db/config-name-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { StoredAction } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import {
  type ExpectedOccurrence,
  type ExpectedWork,
  type ForeseenBlock,
  findFreeTime,
  foreseeWaits,
} from '@borgcube/domain/schedule/foresee-waits';
import type { ScheduledActionInput } from '@borgcube/domain/schedule/schedule';
import type {
  ForeseenAction,
  ScheduleForesight,
  ScheduleForesightInput,
} from '@borgcube/domain/schedule/schedule-calendar';
import { wallAt } from '@borgcube/domain/schedule/time-zone';
import { formatFloatingTime } from '@borgcube/domain/schedule/wall-time';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { comingTimes } from './coming-times.ts';
import { type ForeseenJobs, foreseeJobs, nameRepositories, workOf } from './foresee-work.ts';
import { toBlock, toWait } from './foreseen-view.ts';
import { requireRecurrence } from './require-recurrence.ts';

const HOUR_MS = 3_600_000;
const SHOWN = 10;
/** Others that are looked at, and how often each around one of the coming times. */
const OTHERS_MAX = 100;
const TIMES_MAX = 24;
const AROUND_MS = 12 * HOUR_MS;
const NIGHT = { before: 4.5 * HOUR_MS, after: 4.5 * HOUR_MS };
const FREE_WITHIN_MS = 6 * HOUR_MS;
const NAMES_TOLD = 5;
const OWN = '';

/** What actions and rule would meet, before they are saved: what they match, how long it takes, for whom they wait. */
export async function foreseeSchedule(
  ctx: CoreContext,
  input: ScheduleForesightInput,
): Promise<ScheduleForesight> {
  requireRole(ctx, 'viewer');
  const recurrence = requireRecurrence(input);
  const times = recurrence.take(SHOWN, ctx.clock().getTime()).map(({ instant }) => instant);
  return inTransaction(ctx.db, async (tx) => {
    const actions = input.actions.map((action, index) => toStored(ctx.kinds, action, index));
    const each = await foreseeJobs(
      tx,
      ctx.kinds,
      actions.map((action) => [action]),
    );
    const own = workOf(each.flatMap(({ jobs }) => jobs));
    const others = await otherWork(tx, ctx, input.id);
    const names = {
      repositories: await nameRepositories(tx, [own, ...others.map(({ work }) => work)]),
      schedules: new Map(others.map(({ schedule }) => [schedule.id, schedule.name])),
    };
    const around = (instant: number) => occurrencesAround(others, instant);
    const waits = times.flatMap((instant) => {
      const all = [...around(instant), { scheduleId: OWN, instant, work: own }];
      const wait = toWait(instant, foreseeWaits(all).at(-1) ?? [], names);
      return wait ? [{ instant: new Date(instant).toISOString(), wait }] : [];
    });
    const [first] = times;
    const night = first === undefined || own.length === 0 ? null : nightOf(first, own, around(first), names);
    const waitsFirst = waits.some(({ instant }) => first !== undefined && Date.parse(instant) === first);
    const freeAt =
      first === undefined || !waitsFirst
        ? null
        : findFreeTime({ scheduleId: OWN, instant: first, work: own }, around(first), FREE_WITHIN_MS);
    return {
      actions: await toActions(tx, each),
      night,
      waits,
      freeAt: freeAt === null ? null : formatFloatingTime(wallAt(freeAt, input.timeZone)),
    };
  });
}

function toStored(kinds: KindRegistry, { kind, data }: ScheduledActionInput, index: number): StoredAction {
  const version = kinds.scheduledActions.get(kind)?.version ?? 1;
  return { id: '', position: index + 1, kind, version, data, targetNoun: null, targetId: null };
}

type Schedules = Awaited<ReturnType<typeof listCalendarSchedules>>;
interface OtherWork {
  readonly schedule: Schedules[number];
  readonly work: readonly ExpectedWork[];
}

async function otherWork(tx: Transaction, ctx: CoreContext, id: string | undefined): Promise<OtherWork[]> {
  const listed = await listCalendarSchedules(tx, OTHERS_MAX);
  const schedules = listed.filter((schedule) => schedule.id !== id && schedule.nextAt !== null);
  const foreseen = await foreseeJobs(
    tx,
    ctx.kinds,
    schedules.map(({ actions }) => actions),
  );
  return schedules.map((schedule, index) => ({ schedule, work: workOf(foreseen[index]?.jobs ?? []) }));
}

function occurrencesAround(others: readonly OtherWork[], instant: number): ExpectedOccurrence[] {
  const range = { from: instant - AROUND_MS, to: instant + AROUND_MS, max: TIMES_MAX };
  return others.flatMap(({ schedule, work }) =>
    work.length === 0
      ? []
      : comingTimes(schedule, range).map((time) => ({
          scheduleId: schedule.id,
          instant: time.instant,
          work,
        })),
  );
}

function nightOf(
  instant: number,
  work: readonly ExpectedWork[],
  others: readonly ExpectedOccurrence[],
  names: { repositories: ReadonlyMap<string, string>; schedules: ReadonlyMap<string, string> },
): ScheduleForesight['night'] {
  const [from, to] = [instant - NIGHT.before, instant + NIGHT.after];
  const all = [...others, { scheduleId: OWN, instant, work }];
  const shown = foreseeWaits(all).flatMap((blocks, index) => {
    const of = all[index];
    return of ? blocks.map((block) => ({ block, of })) : [];
  });
  const isInNight = ({ block }: { block: ForeseenBlock }) => block.end > from && block.start < to;
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    instant: new Date(instant).toISOString(),
    blocks: shown.filter(isInNight).map(({ block, of }) => ({
      ...toBlock(block, names.repositories),
      own: of.scheduleId === OWN,
      name: names.schedules.get(of.scheduleId) ?? '',
      waitsFrom: block.behind === null ? null : new Date(of.instant).toISOString(),
    })),
  };
}

async function toActions(tx: Transaction, each: readonly ForeseenJobs[]): Promise<ForeseenAction[]> {
  const actions: ForeseenAction[] = [];
  for (const foreseen of each) actions.push(await toAction(tx, foreseen));
  return actions;
}

async function toAction(tx: Transaction, { jobs, problems }: ForeseenJobs): Promise<ForeseenAction> {
  const known = jobs.flatMap(({ durationMs }) => durationMs ?? []);
  const ids = jobs.flatMap(({ kind, configId }) =>
    kind === 'backup' && configId !== null ? [configId] : [],
  );
  const names = await findConfigNames(tx, ids.slice(0, NAMES_TOLD));
  return {
    jobs: jobs.length,
    names: names.map(({ hostname, label }) => `${label} of ${hostname}`),
    expectedMs: known.length === 0 ? null : known.reduce((sum, ms) => sum + ms, 0),
    problem: problems[0]?.replace(/^Action \d+: /, '') ?? null,
  };
}
