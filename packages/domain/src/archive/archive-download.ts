import { z } from 'zod';

/** `raw` is the bytes of one file. */
export const DownloadFormat = z.enum(['raw', 'tar', 'tar.zst', 'zip']);
export type DownloadFormat = z.infer<typeof DownloadFormat>;

export const ArchiveSelection = z.strictObject({
  id: z.string().min(1).max(64),
  /** Files and folders; '' is the whole archive. */
  paths: z
    .array(z.string().max(20_000))
    .min(1, 'Which paths?')
    .max(1000, 'At most 1000 paths; name a folder that holds them.'),
});
export type ArchiveSelection = z.infer<typeof ArchiveSelection>;

/** What a selection comes to, with all that lies below its folders; what is in it twice counts once. */
export const SelectionSize = z.object({
  /** All that is no folder. */
  files: z.int(),
  /** Of the files; what hard links below a folder share is counted once. */
  bytes: z.int(),
  /** Chosen ones; those below them are not counted. */
  folders: z.int(),
});
export type SelectionSize = z.infer<typeof SelectionSize>;
