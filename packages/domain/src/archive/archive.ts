import { z } from 'zod';
import { PageInput, recordFields } from '../form/page.ts';

const size = z.int().nonnegative().nullable();

/** The wire view; `fingerprint` is Borg's id and changes on rename and comment, `id` is ours and never changes. */
export const Archive = z.object({
  ...recordFields,
  fingerprint: z.string(),
  name: z.string(),
  repositoryId: z.string(),
  clientId: z.string().nullable(),
  configId: z.string().nullable(),
  jobId: z.int().nullable(),
  nfiles: size,
  originalSize: size,
  compressedSize: size,
  deduplicatedSize: size,
  duration: z.int().nullable(),
  timestamp: z.iso.datetime(),
  timestampEnd: z.iso.datetime().nullable(),
  comment: z.string(),
  pinned: z.boolean(),
  suspect: z.string().nullable(),
  /** The last check that read it and found nothing wrong. */
  checkedAt: z.iso.datetime().nullable(),
  /** It is not in its repository any more, and no job of BorgCube removed it. */
  vanishedAt: z.iso.datetime().nullable(),
  /** Files against the archive of its config before it, from the catalog; null: never compared. */
  newFiles: size,
  changedFiles: size,
  deletedFiles: size,
});
export type Archive = z.infer<typeof Archive>;

export const ArchiveList = z.strictObject({
  ...PageInput.shape,
  repositoryId: z.string().optional(),
  clientId: z.string().optional(),
  /** Anywhere in its name or in its client's host name. */
  text: z.string().max(200).optional(),
  /** It began then or later, and before the other. */
  takenFrom: z.iso.datetime().optional(),
  takenBefore: z.iso.datetime().optional(),
  /** True: only those that are gone without a job of BorgCube; false: only the others. */
  vanished: z.boolean().optional(),
});
export type ArchiveList = z.infer<typeof ArchiveList>;

export const ArchiveEntryType = z.enum(['file', 'directory', 'symlink', 'fifo', 'device']);
export type ArchiveEntryKind = z.infer<typeof ArchiveEntryType>;

/** One entry of an archive; paths as Borg stores them (no leading slash), bytes that are no UTF-8 escaped. */
export const ArchiveEntry = z.object({
  path: z.string(),
  name: z.string(),
  type: ArchiveEntryType,
  size: z.int().nullable(),
  mtime: z.iso.datetime().nullable(),
  mode: z.string().nullable(),
  user: z.string().nullable(),
  group: z.string().nullable(),
  linkTarget: z.string().optional(),
  hardLink: z.string().optional(),
  /** Of a folder, from the catalog: how many files lie in it, however deep; its size is theirs together. */
  files: z.int().optional(),
  /** From the catalog: it was not so in the archive of its config that was listed before. */
  isChanged: z.boolean().optional(),
  /** Of what is changed, its size there; null: it was not there. */
  sizeBefore: z.int().nullable().optional(),
});
export type ArchiveEntry = z.infer<typeof ArchiveEntry>;

export const ArchiveEntriesInput = z.strictObject({
  id: z.string().min(1).max(64),
  path: z.string().max(20_000).default(''),
  ...PageInput.shape,
  /** Names can be long. */
  cursor: z.string().max(4000).nullish(),
  /** By anything but the name only what is in the catalog can be sorted; else it is by name. */
  sort: z.enum(['name', 'size', 'mtime']).default('name'),
  descending: z.boolean().default(false),
});
export type ArchiveEntriesInput = z.infer<typeof ArchiveEntriesInput>;
