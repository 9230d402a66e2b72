import { z } from 'zod';
import type { EvolutionStep } from '../evolution/evolve.ts';
import { ById, IfUpdatedAt, PageInput, recordFields } from '../form/page.ts';
import { isCompression } from './compression.ts';
import { parseExtraOptions } from './extra-options.ts';
import { Transport } from './transport.ts';

/** Version of the stored data below; see evolution. */
export const BACKUP_CONFIG_VERSION = 1;
/** They read a config and the copy that a job froze alike: fields that are columns of the config stay as they are. */
export const BACKUP_CONFIG_STEPS: readonly EvolutionStep[] = [];

const path = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^\//, 'A path starts with a slash.')
  .regex(/^[^\0]*$/, 'A path holds no NUL.');
const command = z
  .string()
  .max(10_000)
  .regex(/^[^\0]*$/, 'A command holds no NUL.')
  .nullable();

const fields = {
  label: z
    .string()
    .trim()
    .min(1, 'A config needs a label.')
    .max(100)
    .meta({ title: 'Label', placeholder: 'system', section: 'What' }),
  paths: z.array(path).min(1, 'At least one path.').max(1000).meta({
    title: 'Paths',
    widget: 'list',
    placeholder: '/etc',
    section: 'What',
    description: 'Absolute paths, one a line.',
  }),
  excludes: z
    .array(
      z
        .string()
        .min(1)
        .max(4096)
        .regex(/^[^\0\r\n]*$/, 'A pattern is one line.'),
    )
    .max(1000)
    .meta({
      title: 'Excludes',
      widget: 'list',
      placeholder: 'sh:**/node_modules',
      section: 'What',
      description: "Borg's patterns: fm:, sh:, re:, pp:, pf:. One a line.",
    }),
  transport: Transport.meta({ ...Transport.meta(), section: 'How' }),
  compression: z
    .string()
    .refine(isCompression, 'none, lz4, zstd,1–22, zlib,0–9, lzma,0–9, auto,… or obfuscate,….')
    .meta({ title: 'Compression', placeholder: 'lz4', section: 'How' }),
  oneFileSystem: z.boolean().meta({
    title: 'Stay on one file system',
    description: 'Mount points below the paths are left out.',
    section: 'How',
  }),
  rateLimit: z.int().min(1).max(100_000_000).nullable().meta({
    title: 'Rate limit',
    unit: 'KiB/s',
    section: 'Limits',
    description:
      'Of what Borg sends to the repository. Where it writes straight to a disk there is nothing to limit.',
  }),
  maxDuration: z.int().min(1000, 'At least one second.').nullable().meta({
    title: 'Longest duration',
    widget: 'duration',
    unit: 'ms',
    section: 'Limits',
    description: 'A longer run is stopped and fails with “timeout”.',
  }),
  mayBeEmpty: z.boolean().meta({
    title: 'May be empty',
    description: 'Off: a backup that saved no file fails.',
    section: 'Limits',
  }),
  beforeCommand: command.meta({
    title: 'Command before',
    widget: 'textarea',
    section: 'Commands',
    description: 'Runs where the files are, at most 10 minutes. If it fails, nothing is backed up.',
  }),
  afterCommand: command.meta({
    title: 'Command after',
    widget: 'textarea',
    section: 'Commands',
    description:
      'Always runs once the backup or the command before was started; BORGCUBE_OUTCOME tells how it ended.',
  }),
  checkpointInterval: z
    .int()
    .min(1)
    .max(86_400)
    .meta({ title: 'Checkpoint interval', unit: 's', section: 'Expert', advanced: true }),
  readSpecial: z.boolean().meta({
    title: 'Read special files',
    section: 'Expert',
    advanced: true,
    description: 'Reads devices and fifos as if they were files.',
  }),
  ignoreInode: z.boolean().meta({
    title: 'Ignore inode numbers',
    section: 'Expert',
    advanced: true,
    description: 'For network file systems whose inode numbers change.',
  }),
  extraOptions: z
    .string()
    .max(2000)
    .regex(/^[^\0\r\n]*$/)
    .superRefine((text, ctx) => {
      for (const message of parseExtraOptions(text).errors) ctx.addIssue({ code: 'custom', message });
    })
    .meta({
      title: 'Extra options',
      section: 'Expert',
      advanced: true,
      placeholder: '--exclude-caches',
      description:
        'Added to borg create. Options that would change what BorgCube relies on are refused by name.',
    }),
  enabled: z.boolean().meta({ title: 'Enabled', section: 'What' }),
};
const clientId = z.string().min(1).max(64).meta({ title: 'Client', reference: 'client', section: 'What' });
const repositoryId = z
  .string()
  .min(1)
  .max(64)
  .meta({ title: 'Repository', reference: 'repository', section: 'How' });

export const BackupConfigCreate = z.strictObject({
  clientId,
  label: fields.label,
  paths: fields.paths,
  excludes: fields.excludes.default([]),
  repositoryId,
  transport: fields.transport,
  compression: fields.compression.default('lz4'),
  oneFileSystem: fields.oneFileSystem.default(true),
  rateLimit: fields.rateLimit.optional(),
  maxDuration: fields.maxDuration.optional(),
  mayBeEmpty: fields.mayBeEmpty.default(false),
  beforeCommand: fields.beforeCommand.optional(),
  afterCommand: fields.afterCommand.optional(),
  checkpointInterval: fields.checkpointInterval.default(1800),
  readSpecial: fields.readSpecial.default(false),
  ignoreInode: fields.ignoreInode.default(false),
  extraOptions: fields.extraOptions.default(''),
  enabled: fields.enabled.default(true),
});
export type BackupConfigCreate = z.infer<typeof BackupConfigCreate>;

export const BackupConfigUpdate = z
  .strictObject({ ...ById.shape, ifUpdatedAt: IfUpdatedAt, clientId, repositoryId, ...fields })
  .partial()
  .required({ id: true });
export type BackupConfigUpdate = z.infer<typeof BackupConfigUpdate>;

export const BackupConfigList = z
  .strictObject({
    ...PageInput.shape,
    clientId: z.string().max(64).optional(),
    repositoryId: z.string().max(64).optional(),
    text: z.string().max(200).optional(),
  })
  .prefault({});
export type BackupConfigList = z.infer<typeof BackupConfigList>;

/** What a job freezes: everything that decides what the run does. */
export const BackupConfigData = z.object({ clientId: z.string(), repositoryId: z.string(), ...fields });
export type BackupConfigData = z.infer<typeof BackupConfigData>;

export const BackupConfig = z.object({
  ...recordFields,
  version: z.int(),
  ...BackupConfigData.shape,
  paths: z.array(z.string()),
  /** Null; else why this server cannot use it, and then the fields are only what is likely. */
  problem: z.string().nullable(),
});
export type BackupConfig = z.infer<typeof BackupConfig>;

/** What would run, as one line for a shell and as its words; never holds a secret. */
export const BackupCommandLine = z.object({ commandLine: z.string(), words: z.array(z.string()) });
export type BackupCommandLine = z.infer<typeof BackupCommandLine>;
