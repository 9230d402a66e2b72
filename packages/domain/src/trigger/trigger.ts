import { z } from 'zod';
import { ById, IfUpdatedAt, PageInput, recordFields } from '../form/page.ts';

/** What a trigger can start. */
export const TriggerTargetType = z.enum(['schedule', 'backupConfig', 'checkConfig', 'pruneConfig']).meta({
  title: 'Starts',
  labels: {
    schedule: 'Schedule',
    backupConfig: 'Backup config',
    checkConfig: 'Check config',
    pruneConfig: 'Prune config',
  },
});
export type TriggerTargetType = z.infer<typeof TriggerTargetType>;

/** From where an id may be used; an id without any is refused everywhere. */
export const TriggerAccess = z.enum(['anonymous-web', 'local-cli']).meta({
  title: 'May be used from',
  labels: { 'anonymous-web': 'Web', 'local-cli': 'Command line' },
  hints: {
    'anonymous-web': 'Whoever knows the address starts it, without signing in.',
    'local-cli': '“borgcube trigger” on the server itself.',
  },
});
export type TriggerAccess = z.infer<typeof TriggerAccess>;

export const TriggerTarget = z
  .strictObject({
    type: TriggerTargetType,
    id: z.string().min(1, 'What shall it start?').max(64).meta({ title: 'Target' }),
  })
  .meta({ title: 'Starts', widget: 'triggerTarget' });
export type TriggerTarget = z.infer<typeof TriggerTarget>;

const fields = {
  access: z
    .array(TriggerAccess)
    .max(10)
    .transform((contexts) => TriggerAccess.options.filter((context) => contexts.includes(context)))
    .meta({ title: 'May be used from', widget: 'choices' }),
  comment: z.string().trim().max(200).meta({
    title: 'Comment',
    placeholder: 'deploy hook of web01',
    description: 'Who uses this id, so that it can be taken back from them alone.',
  }),
  enabled: z.boolean().meta({ title: 'Enabled', description: 'Off, it is as unknown as any other id.' }),
};

export const TriggerCreate = z.strictObject({
  target: TriggerTarget,
  access: fields.access.default([]),
  comment: fields.comment.default(''),
  enabled: fields.enabled.default(true),
});
export type TriggerCreate = z.infer<typeof TriggerCreate>;

export const TriggerUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, ...fields })
  .partial()
  .required({ id: true });
export type TriggerUpdate = z.infer<typeof TriggerUpdate>;

export const TriggerList = z
  .strictObject({
    ...PageInput.shape,
    targetType: TriggerTargetType.optional(),
    targetId: z.string().max(64).optional(),
  })
  .prefault({});
export type TriggerList = z.infer<typeof TriggerList>;

/** One id that starts a target; a target may have any number of them. */
export const Trigger = z.object({
  ...recordFields,
  /** The UUID itself; null for viewers, who may not start anything. */
  triggerId: z.string().nullable(),
  target: TriggerTarget,
  /** The target's name in words; null when it is gone. */
  targetName: z.string().nullable(),
  enabled: z.boolean(),
  access: z.array(TriggerAccess),
  comment: z.string(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Trigger = z.infer<typeof Trigger>;

export const TriggerRun = z.strictObject({ triggerId: z.string().min(1).max(200) });
export type TriggerRun = z.infer<typeof TriggerRun>;

/** Ids of the jobs that were queued, or were under way already. */
export const TriggeredJobs = z.object({ jobs: z.array(z.int()) });
export type TriggeredJobs = z.infer<typeof TriggeredJobs>;
