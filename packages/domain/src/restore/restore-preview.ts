import { z } from 'zod';
import { ArchiveEntryType } from '../archive/archive.ts';
import { RestoreChannel, RestoreTrait } from './restore-channel.ts';
import { RestoreCounts } from './restore-receipt.ts';

/** What is there, seen from the archive; by time where both are files. `different`: as old, and of another size. */
export const RestoreStanding = z.enum(['newer', 'older', 'same', 'different', 'other-kind']).meta({
  labels: {
    newer: 'Newer there',
    older: 'Older there',
    same: 'The same there',
    different: 'As old, other size',
    'other-kind': 'Another kind there',
  },
});
export type RestoreStanding = z.infer<typeof RestoreStanding>;

/** A path of the selection that exists at the target; folders that meet folders are no conflict and are left out. */
export const RestoreExisting = z.object({
  path: z.string(),
  standing: RestoreStanding,
  type: ArchiveEntryType,
  size: z.int().nullable(),
  mtime: z.iso.datetime().nullable(),
  typeThere: ArchiveEntryType,
  sizeThere: z.int().nullable(),
  mtimeThere: z.iso.datetime().nullable(),
});
export type RestoreExisting = z.infer<typeof RestoreExisting>;

/** Shown before a restore; nothing was written to find it out. */
export const RestorePreview = z.object({
  archiveName: z.string(),
  selection: RestoreCounts,
  target: z.object({
    clientId: z.string().nullable(),
    /** Null: this server. */
    hostname: z.string().nullable(),
    path: z.string(),
    /** False: the folder will be made. */
    exists: z.boolean(),
    isEmpty: z.boolean(),
    /** Bytes; null: not told. */
    freeSpace: z.int().nullable(),
    hasRoom: z.boolean(),
  }),
  /** Each way: what it loses, and why it is not possible here; null: it is. */
  channels: z.array(
    z.object({ channel: RestoreChannel, lost: z.array(RestoreTrait), problem: z.string().nullable() }),
  ),
  /** The way that is taken when none is named; null: none is possible. */
  channel: RestoreChannel.nullable(),
  /** Why this cannot be restored there, whatever is chosen; null: it can. */
  problem: z.string().nullable(),
  /** In order of path, at most `limit` of them. */
  existing: z.array(RestoreExisting),
  /** How many there are in all. */
  existingTotal: z.int(),
  standings: z.record(RestoreStanding, z.int()),
});
export type RestorePreview = z.infer<typeof RestorePreview>;
