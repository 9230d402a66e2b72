import { z } from 'zod';

/** What a job freezes that works on a whole repository: `compact`, `sync`. */
export const RepositoryJobData = z.object({ repositoryId: z.string() });
export type RepositoryJobData = z.infer<typeof RepositoryJobData>;

/** The plan of a deletion: exactly these archives, as they were when it was made. */
export const DeletionPlan = z.object({
  repositoryId: z.string(),
  archives: z.array(z.object({ id: z.string(), fingerprint: z.string(), name: z.string() })).min(1),
});
export type DeletionPlan = z.infer<typeof DeletionPlan>;

export const ArchiveDeletion = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).min(1, 'Which archives?').max(1000),
});
export type ArchiveDeletion = z.infer<typeof ArchiveDeletion>;

const archive = z
  .string()
  .trim()
  .min(1, 'Which archive?')
  .max(500)
  .meta({ title: 'Archive', placeholder: 'web01-2026-11-22' });

export const ArchiveImport = z.strictObject({
  clientId: z.string().min(1, 'Whose archives?').max(64).meta({ title: 'Client', reference: 'client' }),
  repositoryId: z
    .string()
    .min(1, 'In which repository?')
    .max(64)
    .meta({ title: 'Repository', reference: 'repository' }),
  archive: archive.meta({
    ...archive.meta(),
    description: 'The name of one archive; with the switch below a pattern that fits whole names.',
  }),
  regex: z.boolean().default(false).meta({
    title: 'It is a pattern',
    description: 'A regular expression (RE2), upper and lower case alike: web01-.*',
  }),
});
export type ArchiveImport = z.infer<typeof ArchiveImport>;
