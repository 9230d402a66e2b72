import { z } from 'zod';
import { Archive } from './archive.ts';

/** What stands beside an archive, however many its client has. */
export const ArchiveNeighbours = z.object({
  /** Of the same client, by start; null: none, or it belongs to no client. */
  previous: Archive.nullable(),
  next: Archive.nullable(),
  /** What it is first of all compared with: the last good one before it in its repository, else the next after it. */
  compared: Archive.nullable(),
});
export type ArchiveNeighbours = z.infer<typeof ArchiveNeighbours>;
