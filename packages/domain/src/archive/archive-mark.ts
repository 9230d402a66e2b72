import { z } from 'zod';

export const ArchivePin = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).min(1, 'Which archives?').max(1000),
  pinned: z.boolean(),
});
export type ArchivePin = z.infer<typeof ArchivePin>;

export const PinnedArchives = z.object({ ids: z.array(z.string()), pinned: z.boolean() });
export type PinnedArchives = z.infer<typeof PinnedArchives>;
