import { expect, it } from 'vitest';
import { Recurrence } from '../schedule/recurrence.ts';
import { ScheduleCreate } from '../schedule/schedule.ts';
import { DrillActionData } from './drill.ts';
import { proposeSchedule } from './propose-drill.ts';

const NOW = Date.UTC(2026, 10, 22, 22, 30);
const propose = (backupConfigId: string, timeZone = 'Europe/Berlin') =>
  proposeSchedule({ backupConfigId, hostname: 'web01', label: 'system', timeZone, now: NOW });

it('proposes a sample each week by day, first within a week, and a rule that begins with it', () => {
  for (const timeZone of ['Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles']) {
    for (let n = 0; n < 50; n += 1) {
      const proposed = propose(`config-${n}`, timeZone);
      expect(ScheduleCreate.parse(proposed)).toEqual(proposed);
      expect(proposed.recurrenceStart).toMatch(/^2026-11-\d\dT1[0-5]:\d[05]:00$/);
      const recurrence = new Recurrence(proposed);
      const [first, second] = recurrence.take(2, NOW).map(({ instant }) => instant);
      expect((first ?? 0) - NOW).toBeLessThan(8 * 86_400_000);
      expect((second ?? 0) - (first ?? 0)).toBe(7 * 86_400_000);
      expect(DrillActionData.safeParse(proposed.actions[0]?.data).success).toBe(true);
    }
  }
});

it('spreads configs over the week, and proposes the same for one again', () => {
  expect(propose('a')).toEqual(propose('a'));
  const times = Array.from({ length: 200 }, (_, n) => propose(`config-${n}`));
  expect(new Set(times.map(({ recurrence }) => recurrence)).size).toBe(7);
  expect(new Set(times.map(({ recurrenceStart }) => recurrenceStart)).size).toBeGreaterThan(120);
});
