import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const size = z.int().nonnegative().nullable();

/** The house in figures; sizes in bytes, as each repository was last measured. */
export const Stats = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  archives: z.int(),
  /** What all archives hold; null while no repository was measured. */
  originalSize: size,
  /** What it takes on disk. */
  deduplicatedSize: size,
  /** Archives that began since midnight. */
  backupsToday: z.int(),
  clients: z.int(),
  repositories: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      archives: z.int(),
      newestArchiveAt: z.iso.datetime().nullable(),
      originalSize: size,
      deduplicatedSize: size,
      freeSpace: size,
      measuredAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type Stats = z.infer<typeof Stats>;

/** The instant at which the day began on the wall clock of a zone. */
export function dayBegins(at: Date, timeZone: string): Date {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(wall.startOfDay().epochMilliseconds);
}

/** Null only if nothing is known. */
export function sumKnown(sizes: ReadonlyArray<number | null>): number | null {
  const known = sizes.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}
