import { z } from 'zod';
import { IfUpdatedAt } from '../form/page.ts';

export const ArchivePin = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).min(1, 'Which archives?').max(1000),
  pinned: z.boolean(),
});
export type ArchivePin = z.infer<typeof ArchivePin>;

export const PinnedArchives = z.object({ ids: z.array(z.string()), pinned: z.boolean() });
export type PinnedArchives = z.infer<typeof PinnedArchives>;

/** What people note down about an archive; ours alone, the repository is not touched. */
export const ArchiveComment = z.strictObject({
  id: z.string().min(1).max(64),
  ifUpdatedAt: IfUpdatedAt,
  comment: z.string().trim().max(2000, 'At most 2,000 characters.').meta({
    title: 'Comment',
    widget: 'textarea',
    description: 'For people; the repository is not changed by it.',
  }),
});
export type ArchiveComment = z.infer<typeof ArchiveComment>;
