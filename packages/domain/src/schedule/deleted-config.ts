import { z } from 'zod';

/** What went with a deleted config. */
export const DeletedConfig = z.object({
  id: z.string(),
  removedActions: z.int(),
  removedTriggers: z.int(),
  /** Schedules that named it and nothing else. */
  disabledSchedules: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type DeletedConfig = z.infer<typeof DeletedConfig>;
