import type { Archive } from '@borgcube/domain/archive/archive';
import { expect, test } from 'vitest';
import { neighbourSlot, timelineSlots } from './timeline-slots.ts';

const NOW = new Date('2026-11-24T08:42:00Z');
// Only what the time line reads.
const taken = (timestamp: string) => ({ timestamp }) as Archive;

test('each day holds its last archive, and what is older falls off', () => {
  const archives = [
    '2026-09-01T02:00:00Z',
    '2026-11-23T02:00:00Z',
    '2026-11-23T14:00:00Z',
    '2026-11-24T02:00:00Z',
  ].map(taken);
  const slots = timelineSlots(archives, NOW, 3);
  expect(slots.map((slot) => slot.archive?.timestamp ?? null)).toEqual([
    null,
    '2026-11-23T14:00:00Z',
    '2026-11-24T02:00:00Z',
  ]);
});

test('arrows pass over empty days and stop at the ends', () => {
  const slots = timelineSlots([taken('2026-11-20T02:00:00Z'), taken('2026-11-24T02:00:00Z')], NOW, 7);
  expect(neighbourSlot(slots, 6, -1)).toBe(2);
  expect(neighbourSlot(slots, 2, -1)).toBe(2);
  expect(neighbourSlot(slots, 2, 1)).toBe(6);
});
