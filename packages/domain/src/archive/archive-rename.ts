import { z } from 'zod';
import { isUnfinishedName, jobIdOfArchiveName } from './archive-name.ts';

/** A name that Borg takes as it is, and that no unfinished run could have. */
const NewArchiveName = z
  .string()
  .trim()
  .min(1, 'An archive needs a name.')
  .max(200, 'At most 200 characters.')
  .refine(
    (name) => !/[/{}]|::|^:/.test(name),
    'Without / { } and :: and no colon in front: Borg reads more into them.',
  )
  .refine(
    (name) => !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(name),
    'Without line breaks, marks of direction and other control characters.',
  )
  .refine(
    (name) => !isUnfinishedName(name),
    'Names that end so belong to unfinished runs, which prune deletes.',
  )
  .meta({ title: 'Name', placeholder: 'web01-before-the-move' });

export const ArchiveRename = z.strictObject({ id: z.string().min(1).max(64), name: NewArchiveName });
export type ArchiveRename = z.infer<typeof ArchiveRename>;

/** What a `rename-archive` job does: this archive, as it was when it was asked for. */
export const RenamePlan = z.object({
  repositoryId: z.string(),
  archiveId: z.string(),
  fingerprint: z.string(),
  from: z.string(),
  to: z.string(),
});
export type RenamePlan = z.infer<typeof RenamePlan>;

/** Why an archive that was made by job `jobId` may not be called `name`; null: it may. */
export function whyNotRenamed(
  { name: now, jobId }: { readonly name: string; readonly jobId: number | null },
  name: string,
): string | null {
  if (name === now) return 'It is called so already.';
  const number = jobIdOfArchiveName(name);
  if (number === null || number === jobId) return null;
  return `A backup with the job number ${number} gives its archive such a name, so it stays free for that.`;
}
