import type { Archive } from '@borgcube/domain/archive/archive';

const DAY_MS = 86_400_000;

/** One day of the time line with the last archive taken on it. */
export interface Slot {
  /** Midnight UTC of the day. */
  day: number;
  archive: Archive | null;
}

/** The last `days` days, oldest first; `archives` are oldest first too, so the last of a day stays. */
export function timelineSlots(archives: readonly Archive[], now: Date, days: number): Slot[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  const slots: Slot[] = Array.from({ length: days }, (_, index) => ({
    day: (today - days + 1 + index) * DAY_MS,
    archive: null,
  }));
  for (const archive of archives) {
    const at = Math.floor(new Date(archive.timestamp).getTime() / DAY_MS) - (today - days + 1);
    const slot = slots[at];
    if (slot) slot.archive = archive;
  }
  return slots;
}

/** The next filled slot from `at` in a direction; the same one where there is none. */
export function neighbourSlot(slots: readonly Slot[], at: number, step: 1 | -1): number {
  for (let next = at + step; next >= 0 && next < slots.length; next += step)
    if (slots[next]?.archive) return next;
  return at;
}
