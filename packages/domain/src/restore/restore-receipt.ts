import { z } from 'zod';
import { PageInput, pageOf } from '../form/page.ts';
import { RestoreConflict } from './restore.ts';
import { RestoreChannel, RestoreTrait } from './restore-channel.ts';

/** How many of each kind, and how many bytes the files have. A hard link counts as a file without bytes of its own. */
export const RestoreCounts = z.object({
  files: z.int(),
  folders: z.int(),
  links: z.int(),
  /** Pipes and devices. */
  others: z.int(),
  bytes: z.int(),
});
export type RestoreCounts = z.infer<typeof RestoreCounts>;

/** `different`: written, and not the same when it was read back. */
export const RestoreOutcome = z.enum(['written', 'skipped', 'failed', 'different']).meta({
  labels: { written: 'Written', skipped: 'Skipped', failed: 'Not written', different: 'Different' },
});
export type RestoreOutcome = z.infer<typeof RestoreOutcome>;

/** How far a restore was that did not come to its end: nothing was in its place yet, or some of it may be. */
export const BrokenOff = z.enum(['before-placing', 'while-placing']);
export type BrokenOff = z.infer<typeof BrokenOff>;

/** What a restore wrote and what it did not, in figures; the paths are receipt lines. */
export const RestoreReceipt = z.object({
  archiveId: z.string(),
  archiveName: z.string(),
  target: z.object({
    clientId: z.string().nullable(),
    /** Null: this server. */
    hostname: z.string().nullable(),
    path: z.string(),
  }),
  conflict: RestoreConflict,
  /** Null: it did not get so far. */
  channel: RestoreChannel.nullable(),
  /** What that way does not bring along. */
  lost: z.array(RestoreTrait),
  /** At which times were compared. */
  timePrecision: z.enum(['second', 'microsecond']).nullable(),
  /** Extended attributes and ACLs; null: they did not come along, or nothing was read back. */
  areAttributesCompared: z.boolean().nullable().default(null),
  /** What was asked for; null: it was not found out. */
  selected: RestoreCounts.nullable(),
  written: RestoreCounts,
  skipped: RestoreCounts,
  failed: RestoreCounts,
  different: RestoreCounts,
  /** Paths that were counted and have no line of their own: only the first of a kind are kept. */
  unlisted: z.int(),
  /**
   * Not null: the server went away in the middle of it, and the figures say what was confirmed until then. While it was
   * placing, what is missing from them may be there or not.
   */
  brokenOff: BrokenOff.nullable().default(null),
});
export type RestoreReceipt = z.infer<typeof RestoreReceipt>;

export const ReceiptLine = z.object({
  seq: z.int(),
  path: z.string(),
  outcome: RestoreOutcome,
  /** Why it was not written, or how it differs. */
  reason: z.string().nullable(),
  size: z.int().nullable(),
  /** Of the file as it was read back. */
  sha256: z.string().nullable(),
});
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** In the order of the paths; without `outcome` all of them. */
export const ReceiptInput = z.strictObject({
  ...PageInput.shape,
  id: z.int().positive(),
  outcome: RestoreOutcome.optional(),
});
export type ReceiptInput = z.infer<typeof ReceiptInput>;

export const ReceiptPage = pageOf(ReceiptLine);
