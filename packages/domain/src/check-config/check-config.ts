import { z } from 'zod';
import type { FieldErrors } from '../error/domain-error.ts';
import type { EvolutionStep } from '../evolution/evolve.ts';
import { ById, IfUpdatedAt, PageInput, recordFields } from '../form/page.ts';

/** Version of the stored data below; see evolution. */
export const CHECK_CONFIG_VERSION = 1;
export const CHECK_CONFIG_STEPS: readonly EvolutionStep[] = [];

const fields = {
  label: z
    .string()
    .trim()
    .min(1, 'A check needs a label.')
    .max(100)
    .meta({ title: 'Label', placeholder: 'weekly', section: 'What' }),
  checkRepository: z.boolean().meta({
    title: 'Check the repository',
    description: 'Reads every segment and compares its checksums. Finds what a dying disk does.',
    section: 'What',
  }),
  checkArchives: z.boolean().meta({
    title: 'Check the archives',
    description: 'Proves that each archive has all of its parts.',
    section: 'What',
  }),
  verifyData: z.boolean().meta({
    title: 'Verify the data',
    description:
      'Reads and decrypts everything that is stored, whichever archives are looked at. Takes long. Goes with the check of the archives.',
    section: 'What',
  }),
  checkOnlyNewArchives: z.boolean().meta({
    title: 'Only new archives',
    description: 'Of the archives only those that no check found sound before.',
    section: 'What',
  }),
  maxDuration: z
    .int()
    .min(1000, 'At least one second.')
    .max(30 * 86_400_000)
    .nullable()
    .meta({
      title: 'Longest duration',
      widget: 'duration',
      unit: 'ms',
      section: 'Limits',
      description:
        'Borg can cut short the check of the repository alone; the next one goes on from there. Such a check never clears a fault that was found.',
    }),
};
const repositoryId = z
  .string()
  .min(1, 'Which repository?')
  .max(64)
  .meta({ title: 'Repository', reference: 'repository', section: 'What' });

export const CheckConfigCreate = z.strictObject({
  repositoryId,
  label: fields.label,
  checkRepository: fields.checkRepository.default(true),
  checkArchives: fields.checkArchives.default(true),
  verifyData: fields.verifyData.default(false),
  checkOnlyNewArchives: fields.checkOnlyNewArchives.default(false),
  maxDuration: fields.maxDuration.optional(),
});
export type CheckConfigCreate = z.infer<typeof CheckConfigCreate>;

export const CheckConfigUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, repositoryId, ...fields })
  .partial()
  .required({ id: true });
export type CheckConfigUpdate = z.infer<typeof CheckConfigUpdate>;

export const CheckConfigList = z
  .strictObject({
    ...PageInput.shape,
    repositoryId: z.string().max(64).optional(),
    text: z.string().max(200).optional(),
  })
  .prefault({});
export type CheckConfigList = z.infer<typeof CheckConfigList>;

/** What a job freezes. */
export const CheckConfigData = z.object({ repositoryId, ...fields });
export type CheckConfigData = z.infer<typeof CheckConfigData>;

export const CheckConfig = z.object({
  ...recordFields,
  version: z.int(),
  ...CheckConfigData.shape,
  /** Null; else why this server cannot use it, and then the fields are only what is likely. */
  problem: z.string().nullable(),
});
export type CheckConfig = z.infer<typeof CheckConfig>;

type Scope = Omit<CheckConfigData, 'repositoryId' | 'label'>;

/** What Borg cannot do together, by field; empty where all is well. */
export function scopeErrors(scope: Scope): FieldErrors {
  const { checkRepository, checkArchives, verifyData, checkOnlyNewArchives, maxDuration } = scope;
  const errors: Record<string, string[]> = {};
  if (!checkRepository && !checkArchives)
    errors[''] = ['A check looks at the repository, its archives or both.'];
  if (verifyData && !checkArchives) {
    errors.verifyData = ['Borg verifies data together with the archives: check those too.'];
  }
  if (checkOnlyNewArchives && !checkArchives) {
    errors.checkOnlyNewArchives = ['This check does not look at archives.'];
  }
  if (maxDuration !== null && (checkArchives || !checkRepository)) {
    errors.maxDuration = [
      'Borg can cut short the check of the repository alone: do not check archives with it.',
    ];
  }
  return errors;
}

/** Whether a clean run of one check says that the fault which the other found is mended. */
export function coversScope(clean: Scope, faulty: Scope): boolean {
  if (clean.maxDuration !== null) return false;
  if (clean.checkOnlyNewArchives && faulty.checkArchives && !faulty.checkOnlyNewArchives) return false;
  return (
    (clean.checkRepository || !faulty.checkRepository) &&
    (clean.checkArchives || !faulty.checkArchives) &&
    (clean.verifyData || !faulty.verifyData)
  );
}

/** The whole of what a check can look at but for the data themselves: clears a fault whose own check is forgotten. */
export const WHOLE_SCOPE: Scope = {
  checkRepository: true,
  checkArchives: true,
  verifyData: false,
  checkOnlyNewArchives: false,
  maxDuration: null,
};
