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

const instant = z.iso.datetime().nullable();

/** What a deletion would do, before anybody asks for it. */
export const DeletionPreview = z.object({
  /** Why they cannot be deleted together, or none of them now; null: they can. */
  problem: z.string().nullable(),
  archives: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      timestamp: z.iso.datetime(),
      /** Why this one is not deleted; null: it is. */
      problem: z.string().nullable(),
    }),
  ),
  /** Whose they are; the newest good archive before and after, null where there is none. */
  clients: z.array(
    z.object({
      clientId: z.string(),
      hostname: z.string(),
      archives: z.int(),
      newestGoodBefore: instant,
      newestGoodAfter: instant,
    }),
  ),
  /** Bytes that they alone held when they were made: roughly what the next compaction gives back; null: not told. */
  storedBytes: z.int().nullable(),
});
export type DeletionPreview = z.infer<typeof DeletionPreview>;

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
