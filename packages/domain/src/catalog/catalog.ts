import { z } from 'zod';
import { ArchiveEntryType } from '../archive/archive.ts';
import { PageInput, pageOf } from '../form/page.ts';

/** What a catalog job takes in. */
export const CatalogJobData = z.object({ archiveId: z.string(), repositoryId: z.string() });
export type CatalogJobData = z.infer<typeof CatalogJobData>;

export const CatalogState = z.enum(['missing', 'building', 'ready', 'failed']);

/** Whether an archive can be browsed, searched and compared without Borg; `jobId` is the job that builds it, or failed to. */
export const ArchiveCatalog = z.object({
  state: CatalogState,
  jobId: z.int().nullable(),
  /** How many paths it holds; null until it is ready. */
  entries: z.int().nullable(),
});
export type ArchiveCatalog = z.infer<typeof ArchiveCatalog>;

const id = z.string().min(1).max(64);
const size = z.int().nullable();
const mtime = z.iso.datetime().nullable();

export const ArchiveSearch = z.strictObject({
  ...PageInput.shape,
  /** Anywhere in the path; upper and lower case are alike in ASCII. */
  text: z
    .string()
    .min(1, 'What is looked for?')
    .max(500)
    .refine((text) => /[^/]/.test(text), 'What is looked for?'),
  archiveId: id.optional(),
  repositoryId: id.optional(),
  clientId: id.optional(),
});
export type ArchiveSearch = z.infer<typeof ArchiveSearch>;

export const ArchiveHit = z.object({
  path: z.string(),
  type: ArchiveEntryType,
  size,
  mtime,
  /** The archive that was asked for, else the newest that holds it. */
  archiveId: z.string(),
  archiveName: z.string(),
  /** Start of that archive. */
  timestamp: z.iso.datetime(),
  clientId: z.string().nullable(),
  repositoryId: z.string(),
});
export type ArchiveHit = z.infer<typeof ArchiveHit>;

export const ArchiveHits = z.object({
  ...pageOf(ArchiveHit).shape,
  /** False: some archives in question were never listed, and so not looked at. */
  isComplete: z.boolean(),
});
export type ArchiveHits = z.infer<typeof ArchiveHits>;

export const FileHistoryInput = z.strictObject({ clientId: id, path: z.string().min(1).max(20_000) });
export type FileHistoryInput = z.infer<typeof FileHistoryInput>;

/** Newest first. A version goes from the oldest to the newest archive that hold it, with no other one between. */
export const FileHistory = z.object({
  versions: z.array(
    z.object({
      type: ArchiveEntryType,
      size,
      mtime,
      firstArchiveId: z.string(),
      lastArchiveId: z.string(),
      firstTimestamp: z.iso.datetime(),
      lastTimestamp: z.iso.datetime(),
      repositoryId: z.string(),
    }),
  ),
});
export type FileHistory = z.infer<typeof FileHistory>;

export const ArchiveDiffInput = z.strictObject({ ...PageInput.shape, id, otherId: id });
export type ArchiveDiffInput = z.infer<typeof ArchiveDiffInput>;

/** From `id` to `otherId`. A file whose content changed while size and time stayed the same is not seen. */
export const ArchiveDiff = z.object({
  items: z.array(
    z.object({
      path: z.string(),
      change: z.enum(['added', 'removed', 'modified']),
      sizeBefore: size,
      sizeAfter: size,
    }),
  ),
  nextCursor: z.string().nullable(),
  /** Those that explain most of the difference in size, largest first; on the first page alone. */
  folders: z.array(z.object({ path: z.string(), delta: z.int() })),
});
export type ArchiveDiff = z.infer<typeof ArchiveDiff>;
