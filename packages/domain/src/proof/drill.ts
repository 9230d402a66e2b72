import { z } from 'zod';
import { fromArchivePath } from '../archive/archive-path.ts';
import { isVisible, onlyWhere } from '../form/visible-when.ts';
import { DrillScope } from './proof.ts';

const PATHS_MAX = 100;
const GIB = 1024 ** 3;

const archivePath = z
  .string()
  .max(20_000)
  .transform((path) => path.replace(/^\/+|\/+$/g, ''))
  .refine((path) => path !== '', 'Which path? All of them is another scope.')
  .refine(
    (path) => fromArchivePath(path) !== null && path.split('/').every(isPlainPart),
    'A path as the archive has it; a backslash is written \\\\, other bytes that are no UTF-8 \\xNN.',
  );

function isPlainPart(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..';
}

const OF_NAMED = { scope: ['canary'] };
const OF_RANDOM = { scope: ['sample'] };

const fields = {
  scope: DrillScope.default('sample').meta({ ...DrillScope.meta(), section: 'What' }),
  paths: z.array(archivePath).max(PATHS_MAX, `At most ${PATHS_MAX} paths.`).default([]).meta({
    title: 'Paths',
    widget: 'list',
    placeholder: 'etc/canary',
    section: 'What',
    visibleWhen: OF_NAMED,
    description: 'Each must be there and be restored, with all that lies below it.',
  }),
  files: z.int().min(1).max(1000).default(25).meta({
    title: 'Files',
    section: 'What',
    visibleWhen: OF_RANDOM,
    description: 'How many are drawn at random.',
  }),
  bytesMax: z
    .int()
    .min(1)
    .max(2 ** 50)
    .default(GIB)
    .meta({
      title: 'At most',
      unit: 'B',
      section: 'What',
      visibleWhen: OF_RANDOM,
      description: 'Together no more than this; larger files are never drawn.',
      advanced: true,
    }),
  seed: z.string().trim().max(100).default('').meta({
    title: 'Seed',
    section: 'What',
    visibleWhen: OF_RANDOM,
    description: 'The same seed draws the same files of an archive. Empty: others each time.',
    advanced: true,
  }),
};

interface Scoped {
  readonly scope: DrillScope;
  readonly paths: readonly string[];
}

function checkScope({ scope, paths }: Scoped, ctx: z.RefinementCtx): void {
  const areAsked = isVisible(OF_NAMED, { scope });
  if (areAsked === paths.length > 0) return;
  const message = areAsked ? 'Which paths?' : onlyWhere(fields, OF_NAMED);
  ctx.addIssue({ code: 'custom', path: ['paths'], message });
}

const id = z.string().min(1, 'Of which config?').max(64);
const ofConfig = {
  title: 'Backup config',
  placeholder: 'Choose',
  reference: 'backupConfig',
  description: 'Its newest good archive is taken.',
  section: 'What',
} as const;

/** What a scheduled drill asks for. */
export const DrillActionData = z
  .strictObject({ backupConfigId: id.meta(ofConfig), ...fields })
  .superRefine(checkScope);
export type DrillActionData = z.infer<typeof DrillActionData>;

/** What a `verify-restore` job freezes, and what its form asks for. */
export const DrillJobData = z
  .strictObject({
    backupConfigId: id.nullable().default(null).meta(ofConfig),
    archiveId: id.nullable().default(null).meta({
      title: 'Archive',
      section: 'What',
      description: 'The id of this very archive, in place of the newest good one of a config.',
    }),
    ...fields,
  })
  .superRefine((data, ctx) => {
    checkScope(data, ctx);
    if ((data.backupConfigId === null) !== (data.archiveId === null)) return;
    const message = 'Name either a backup config or an archive.';
    ctx.addIssue({ code: 'custom', path: ['backupConfigId'], message });
  });
export type DrillJobData = z.infer<typeof DrillJobData>;
