import { z } from 'zod';

/** `confirmed`: someone let exactly this go; `abandoned`: it was not carried out to its end. */
export const PrunePlanState = z.enum(['made', 'refused', 'confirmed', 'executed', 'abandoned']);
export type PrunePlanState = z.infer<typeof PrunePlanState>;

export const PrunePlanGroup = z.object({
  clientId: z.string(),
  clientHostname: z.string(),
  /** Null: imported, or of a config that is gone. */
  configId: z.string().nullable(),
  configLabel: z.string().nullable(),
  /** Why nothing of the group is deleted. */
  held: z.string().nullable(),
  /** Why a person has to confirm it. */
  reasons: z.array(z.string()),
  /** Newest first. */
  archives: z.array(
    z.object({
      archiveId: z.string(),
      archiveName: z.string(),
      fingerprint: z.string(),
      timestamp: z.iso.datetime(),
      keep: z.boolean(),
      rule: z.string().nullable(),
    }),
  ),
  /** Checkpoints and unfinished streams that go. */
  unfinished: z.array(z.object({ name: z.string(), fingerprint: z.string(), timestamp: z.iso.datetime() })),
});
export type PrunePlanGroup = z.infer<typeof PrunePlanGroup>;

/** What a prune job found that it would delete; stored before anything is deleted. */
export const PrunePlan = z.object({
  id: z.string(),
  /** Null: the config is gone. */
  pruneConfigId: z.string().nullable(),
  pruneConfigName: z.string().nullable(),
  repositoryId: z.string(),
  repositoryName: z.string().nullable(),
  jobId: z.int(),
  state: PrunePlanState,
  reasons: z.array(z.string()),
  kept: z.int(),
  deleted: z.int(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  executedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  groups: z.array(PrunePlanGroup),
});
export type PrunePlan = z.infer<typeof PrunePlan>;

export const PrunePlanSummary = PrunePlan.omit({ groups: true });
export type PrunePlanSummary = z.infer<typeof PrunePlanSummary>;
