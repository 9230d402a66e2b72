import { z } from 'zod';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';
import { isTimeZone } from '../schedule/time-zone.ts';
import { parseKeepWithin } from './keep-within.ts';
import { keepsNothing } from './retention-rules.ts';

const name = z
  .string()
  .trim()
  .min(1, 'A policy needs a name.')
  .max(100)
  .meta({ title: 'Name', placeholder: 'Standard', section: 'What' });
const description = z.string().max(2000).meta({ title: 'Description', widget: 'textarea', section: 'What' });

const count = (title: string, description?: string) =>
  z
    .int()
    .min(-1, '-1 keeps all, 0 none.')
    .max(1_000_000)
    .meta({ title, section: 'Keep', ...(description ? { description } : {}) });

const keeps = {
  keepDaily: count(
    'Days',
    'The last archive of each of that many days that have one. -1: of all days; 0: off.',
  ),
  keepWeekly: count('Weeks', 'Weeks begin on Monday.'),
  keepMonthly: count('Months'),
  keepYearly: count('Years'),
  keepHourly: count('Hours'),
  keepMinutely: count('Minutes'),
  keepSecondly: count('Seconds'),
};
const keepWithin = z
  .string()
  .trim()
  .refine(
    (text) => parseKeepWithin(text) !== null,
    "Borg's words: a number and H, d, w, m or y, for example 10d or 2m.",
  )
  .nullable()
  .meta({
    title: 'Keep all within',
    placeholder: '10d',
    section: 'Keep',
    description: 'Whatever is younger is kept: 24H, 10d, 1w, 2m (31 days each), 1y.',
  });
const timeZone = z.string().max(100).refine(isTimeZone, 'There is no such time zone.').meta({
  title: 'Time zone',
  widget: 'timeZone',
  section: 'Keep',
  description: 'Where days and weeks begin. Empty: the zone of this server.',
});

const defaulted = {
  keepDaily: keeps.keepDaily.default(-1),
  keepWeekly: keeps.keepWeekly.default(-1),
  keepMonthly: keeps.keepMonthly.default(-1),
  keepYearly: keeps.keepYearly.default(-1),
  keepHourly: keeps.keepHourly.default(0),
  keepMinutely: keeps.keepMinutely.default(0),
  keepSecondly: keeps.keepSecondly.default(0),
  keepWithin: keepWithin.optional(),
  timeZone: timeZone.optional(),
};

export const KEEPS_NOTHING = 'This policy would keep nothing. Say at least one thing that it keeps.';

type Keeps = Parameters<typeof keepsNothing>[0];

function refuseKeepingNothing(
  policy: Omit<Keeps, 'keepWithin'> & { readonly keepWithin?: string | null | undefined },
  ctx: z.RefinementCtx,
): void {
  if (!keepsNothing({ ...policy, keepWithin: policy.keepWithin ?? null })) return;
  ctx.addIssue({ code: 'custom', path: [], message: KEEPS_NOTHING });
}

/** `timeZone` defaults to the server's. */
export const RetentionPolicyCreate = z
  .strictObject({ name, description: description.default(''), ...defaulted })
  .superRefine(refuseKeepingNothing);
export type RetentionPolicyCreate = z.infer<typeof RetentionPolicyCreate>;

export const RetentionPolicyUpdate = z
  .strictObject({
    ...ById.shape,
    ifUpdatedAt: IfUpdatedAt,
    name,
    description,
    ...keeps,
    keepWithin,
    timeZone,
  })
  .partial()
  .required({ id: true });
export type RetentionPolicyUpdate = z.infer<typeof RetentionPolicyUpdate>;

export const RetentionPolicy = z.object({
  ...recordFields,
  name: z.string(),
  description: z.string(),
  keepSecondly: z.int(),
  keepMinutely: z.int(),
  keepHourly: z.int(),
  keepDaily: z.int(),
  keepWeekly: z.int(),
  keepMonthly: z.int(),
  keepYearly: z.int(),
  keepWithin: z.string().nullable(),
  timeZone: z.string(),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** A policy that need not be stored; the fields of a stored one may stand in it and are passed over. */
export const PolicyInput = z
  .strictObject({
    id: z.string().max(64).optional(),
    createdAt: z.string().max(40).optional(),
    updatedAt: z.string().max(40).optional(),
    name: z.string().max(100).optional(),
    description: description.optional(),
    ...defaulted,
  })
  .superRefine(refuseKeepingNothing);
export type PolicyInput = z.infer<typeof PolicyInput>;

export const SIMULATED_MAX = 20_000;

export const RetentionSimulate = z.strictObject({
  policy: PolicyInput,
  timestamps: z
    .array(z.iso.datetime({ offset: true }))
    .max(SIMULATED_MAX, `At most ${SIMULATED_MAX} at once.`),
  /** Default: the policy's, else the server's. */
  timeZone: timeZone.optional(),
  /** For `keepWithin`; default: now. */
  now: z.iso.datetime({ offset: true }).optional(),
});
export type RetentionSimulate = z.infer<typeof RetentionSimulate>;

/** `timestamp` as it was asked about; newest first. */
export const SimulatedArchive = z.object({
  timestamp: z.string(),
  keep: z.boolean(),
  /** In Borg's words, `daily #3`; null: no rule keeps it. */
  rule: z.string().nullable(),
});
export type SimulatedArchive = z.infer<typeof SimulatedArchive>;
