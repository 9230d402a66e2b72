import { z } from 'zod';
import { ScheduleCreate } from '../schedule/schedule.ts';
import { wallAt } from '../schedule/time-zone.ts';
import { formatFloatingTime } from '../schedule/wall-time.ts';

const DAY_MS = 86_400_000;
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
/** Backups run at night; the clients have no part in a drill, so it may be by day. */
const FROM_HOUR = 10;
const HOURS = 6;
const STEP_MINUTES = 5;

/** Whether drills of a config are scheduled, and a schedule that may be sent as it is. */
export const DrillProposal = z.object({
  /** Schedules that drill it already. */
  covered: z.array(z.object({ id: z.string(), name: z.string(), recurrenceEnabled: z.boolean() })),
  schedule: ScheduleCreate,
});
export type DrillProposal = z.infer<typeof DrillProposal>;

interface Proposed {
  readonly backupConfigId: string;
  readonly hostname: string;
  readonly label: string;
  readonly timeZone: string;
  /** Milliseconds. */
  readonly now: number;
}

/** A sample each week, at a quiet time that differs from config to config and is always the same for one. */
export function proposeSchedule({
  backupConfigId,
  hostname,
  label,
  timeZone,
  now,
}: Proposed): ScheduleCreate {
  const slots = (HOURS * 60) / STEP_MINUTES;
  const slot = hashOf(backupConfigId) % (DAYS.length * slots);
  const day = Math.floor(slot / slots);
  const wall = FROM_HOUR * 3_600_000 + (slot % slots) * STEP_MINUTES * 60_000;
  const midnight = Math.floor(wallAt(now, timeZone) / DAY_MS) * DAY_MS;
  const ahead = (day - new Date(midnight).getUTCDay() + 7) % 7 || 7;
  return {
    name: `Restore drill of ${hostname} ${label}`.slice(0, 100).trim(),
    description: 'Restores some files of the newest good archive to a scratch place and compares them.',
    recurrenceEnabled: true,
    recurrence: `RRULE:FREQ=WEEKLY;BYDAY=${DAYS[day]}`,
    recurrenceStart: formatFloatingTime(midnight + ahead * DAY_MS + wall),
    timeZone,
    misfire: 'run-once',
    actions: [{ kind: 'borgcube.verify-restore', data: { backupConfigId, scope: 'sample' } }],
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
