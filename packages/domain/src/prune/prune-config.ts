import { z } from 'zod';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';
import { PolicyInput } from '../retention/retention-policy.ts';

/** Version of the frozen copy that a job carries; see evolution. */
export const PRUNE_CONFIG_VERSION = 1;

const clientPattern = z.string().min(1, 'Which clients? .* means all.').max(500).meta({
  title: 'Clients',
  placeholder: '.*',
  section: 'Where',
  description: 'A regular expression for the whole host name, without regard to case: web.*, (db|mail)01.',
});
const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'A prune config needs a name.')
    .max(100)
    .meta({ title: 'Name', placeholder: 'Nightly', section: 'What' }),
  description: z.string().max(2000).meta({ title: 'Description', widget: 'textarea', section: 'What' }),
  retentionPolicyId: z
    .string()
    .min(1, 'Which policy?')
    .max(64)
    .meta({ title: 'Retention policy', reference: 'retentionPolicy', section: 'What' }),
  repositoryId: z.string().min(1).max(64).nullable().meta({
    title: 'Repository',
    reference: 'repository',
    section: 'Where',
    description: 'None: all repositories, one job each.',
  }),
  clientPattern,
  compact: z.boolean().meta({
    title: 'Compact afterwards',
    section: 'Where',
    description: 'Gives the space back. Without it, what was pruned still fills the disk.',
  }),
};

export const PruneConfigCreate = z.strictObject({
  name: fields.name,
  description: fields.description.default(''),
  retentionPolicyId: fields.retentionPolicyId,
  repositoryId: fields.repositoryId.optional(),
  clientPattern: clientPattern.default('.*'),
  compact: fields.compact.default(true),
});
export type PruneConfigCreate = z.infer<typeof PruneConfigCreate>;

export const PruneConfigUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, ...fields })
  .partial()
  .required({ id: true });
export type PruneConfigUpdate = z.infer<typeof PruneConfigUpdate>;

export const PruneConfig = z.object({ ...recordFields, ...fields });
export type PruneConfig = z.infer<typeof PruneConfig>;

/** `id` of a config, or a policy (whole, or the id of one) that need not be in any config yet. */
export const PrunePreviewInput = z
  .strictObject({
    id: z.string().min(1).max(64).optional(),
    retentionPolicy: z.union([PolicyInput, z.string().min(1).max(64)]).optional(),
    clientPattern: clientPattern.optional(),
    repositoryId: fields.repositoryId.optional(),
  })
  .superRefine(({ id, retentionPolicy, clientPattern: pattern, repositoryId }, ctx) => {
    const isConfig = id !== undefined;
    if (isConfig === (retentionPolicy !== undefined)) {
      ctx.addIssue({ code: 'custom', path: [], message: 'Either the id of a prune config or a policy.' });
    }
    if (isConfig && (pattern !== undefined || repositoryId !== undefined)) {
      ctx.addIssue({
        code: 'custom',
        path: [],
        message: 'A prune config has its own pattern and repository.',
      });
    }
  });
export type PrunePreviewInput = z.infer<typeof PrunePreviewInput>;

/** What a run would do with an archive now, were its breaker not to stop it; newest first. */
export const PrunePreviewItem = z.object({
  archiveId: z.string(),
  archiveName: z.string(),
  timestamp: z.iso.datetime(),
  clientId: z.string(),
  clientHostname: z.string(),
  configId: z.string().nullable(),
  repositoryId: z.string(),
  keep: z.boolean(),
  /** In Borg's words, `daily #3`; `pinned` or `held`: no rule would keep it. */
  rule: z.string().nullable(),
  pinned: z.boolean(),
  /** Why nothing of its group is deleted now. */
  held: z.string().nullable(),
});
export type PrunePreviewItem = z.infer<typeof PrunePreviewItem>;

/** What one prune config would do with one archive. */
export const KeptArchive = z.object({
  archiveId: z.string(),
  keep: z.boolean(),
  rule: z.string().nullable(),
  pruneConfigId: z.string(),
  pruneConfigName: z.string(),
});
export type KeptArchive = z.infer<typeof KeptArchive>;

export const ByClient = z.strictObject({ clientId: z.string().min(1).max(64) });

/** What a job freezes: everything that decides what the run does. */
export const PruneJobData = z.object({
  pruneConfigId: z.string(),
  name: z.string(),
  repositoryId: z.string(),
  clientPattern: z.string(),
  compact: z.boolean(),
  policy: z.object({
    id: z.string(),
    name: z.string(),
    keepSecondly: z.int(),
    keepMinutely: z.int(),
    keepHourly: z.int(),
    keepDaily: z.int(),
    keepWeekly: z.int(),
    keepMonthly: z.int(),
    keepYearly: z.int(),
    keepWithin: z.string().nullable(),
    timeZone: z.string(),
  }),
  /** A plan that the breaker refused and a person confirmed; it holds for what that plan would delete and nothing else. */
  confirmed: z.object({ planId: z.string(), digest: z.string(), by: z.string() }).nullable(),
});
export type PruneJobData = z.infer<typeof PruneJobData>;

/** Jobs that a run made or found waiting, one a repository. */
export const PruneStarted = z.object({ jobs: z.array(z.int()), alreadyQueued: z.array(z.int()) });
export type PruneStarted = z.infer<typeof PruneStarted>;

export const PlanById = z.strictObject({ planId: z.string().min(1).max(64) });
