import { z } from 'zod';
import { Archive } from '../archive/archive.ts';
import { PageInput } from '../form/page.ts';
import { Job } from '../job/job.ts';
import { Client } from './client.ts';

/**
 * `needs-you`: the last backup of a config failed, its last archive is suspect, or its newest good one is older than its objective.
 * `running`: a backup of it runs. `warning`: the last backup of a config had warnings.
 */
export const ClientStanding = z.enum(['needs-you', 'running', 'warning']);
export type ClientStanding = z.infer<typeof ClientStanding>;

/**
 * `oldest`: what is to be backed up and never was, then by the newest good archive, what expects nothing at the end.
 * Words of `text` are looked for in host name, description and labels; `repo:` and `transport:` in those of its configs.
 */
export const ClientList = z
  .strictObject({
    ...PageInput.shape,
    order: z.enum(['newest', 'oldest']).default('newest'),
    text: z.string().max(200).optional(),
    standing: ClientStanding.optional(),
  })
  .prefault({});
export type ClientList = z.infer<typeof ClientList>;

/** How many sizes of archives a row of the list carries. */
export const LISTED_SIZES = 24;

/** A client with what a row of a list tells of it. */
export const ListedClient = z.object({
  ...Client.shape,
  /** Of the last jobs of its configs the one that says most: failed, with warnings, running, waiting, then the newest. */
  lastJob: Job.nullable(),
  lastArchive: Archive.nullable(),
  /** Original sizes of its last archives, oldest first; null where not known. */
  sizes: z.array(z.int().nullable()),
  configs: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      repositoryId: z.string(),
      transport: z.string(),
      enabled: z.boolean(),
    }),
  ),
});
export type ListedClient = z.infer<typeof ListedClient>;

/** How many clients there are, and how many of each standing. */
export const ClientTally = z.object({ all: z.int(), needsYou: z.int(), running: z.int(), warning: z.int() });
export type ClientTally = z.infer<typeof ClientTally>;
