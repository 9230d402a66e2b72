import { z } from 'zod';

const JudgedFigure = z.object({
  /** Null: never compared, or not told. */
  value: z.int().nullable(),
  /** Median of the earlier archives. */
  usual: z.number().nullable(),
  /** Above this it is suspect; null: too few earlier archives to tell. */
  limit: z.number().nullable(),
  isBeyond: z.boolean(),
});

/** What an archive changed against the one of its config before it, beside what is usual. */
export const ArchiveChanges = z.object({
  /** Null: there is none before it. */
  comparedWith: z.object({ id: z.string(), name: z.string(), timestamp: z.iso.datetime() }).nullable(),
  /** How many good archives before it the usual is taken from; at least five are needed to tell what is beyond it. */
  earlier: z.int(),
  figures: z.object({
    newFiles: JudgedFigure,
    changedFiles: JudgedFigure,
    deletedFiles: JudgedFigure,
    /** Stored bytes that no archive before it had. */
    addedBytes: JudgedFigure,
  }),
  /** What is beyond the usual, in words, accepted meanwhile or not; null: nothing. */
  finding: z.string().nullable(),
});
export type ArchiveChanges = z.infer<typeof ArchiveChanges>;
