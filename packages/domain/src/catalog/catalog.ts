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
  /** What its entries are held against where they say `isChanged`: the archive of its config that was listed before it. */
  previous: z.object({ id: z.string(), timestamp: z.iso.datetime() }).nullable(),
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
  /** How much of all names was looked at, this page and those before: 0 to 1. Under 1 an empty page says nothing yet. */
  looked: z.number().min(0).max(1),
  /** False: some archives in question were never listed, and so not looked at. */
  isComplete: z.boolean(),
  /** How many. */
  notListed: z.int(),
});
export type ArchiveHits = z.infer<typeof ArchiveHits>;

/** Takes archives into the catalog that were never listed, newest first: of a client, of a repository, or all. */
export const CatalogBuild = z.strictObject({ repositoryId: id.optional(), clientId: id.optional() });
export type CatalogBuild = z.infer<typeof CatalogBuild>;

/** `left`: how many more there are; asked again, they are taken too. */
export const CatalogsBuilding = z.object({ jobs: z.array(z.int()), left: z.int() });
export type CatalogsBuilding = z.infer<typeof CatalogsBuilding>;

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
      /** How many archives hold it. */
      archives: z.int(),
      /** The archive after its last one, where that holds nothing there; null: another version followed, or it is the newest. */
      goneIn: z.object({ id: z.string(), timestamp: z.iso.datetime() }).nullable(),
      repositoryId: z.string(),
    }),
  ),
  /** How many archives of the client were never listed, and so not looked at. */
  notListed: z.int(),
});
export type FileHistory = z.infer<typeof FileHistory>;

export const ArchiveChange = z.enum(['added', 'removed', 'modified']);
export type ArchiveChange = z.infer<typeof ArchiveChange>;

export const ArchiveDiffInput = z.strictObject({
  ...PageInput.shape,
  id,
  otherId: id,
  change: ArchiveChange.optional(),
});
export type ArchiveDiffInput = z.infer<typeof ArchiveDiffInput>;

const changeTotal = z.object({ count: z.int(), sizeBefore: z.int(), sizeAfter: z.int() });

/** From `id` to `otherId`, largest change first. A file whose content changed while size and time stayed the same is not seen. */
export const ArchiveDiff = z.object({
  items: z.array(
    z.object({
      path: z.string(),
      type: ArchiveEntryType,
      change: ArchiveChange,
      sizeBefore: size,
      sizeAfter: size,
    }),
  ),
  nextCursor: z.string().nullable(),
  /** Those that explain most of the difference in size, largest first; on the first page alone. */
  folders: z.array(z.object({ path: z.string(), delta: z.int() })),
  /** All changes, kind by kind; on the first page alone. */
  totals: z.object({ added: changeTotal, removed: changeTotal, modified: changeTotal }).nullable(),
});
export type ArchiveDiff = z.infer<typeof ArchiveDiff>;
