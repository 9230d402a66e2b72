import { z } from 'zod';
import { fromArchivePath } from '../archive/archive-path.ts';
import { RestoreChannel } from './restore-channel.ts';

export const RestoreConflict = z.enum(['refuse', 'skip', 'overwrite']).meta({
  title: 'If a file is there already',
  labels: { refuse: 'Refuse', skip: 'Leave it', overwrite: 'Replace it' },
  hints: {
    refuse: 'All is looked at first. If anything is in the way, nothing is written.',
    skip: 'What is there stays as it is; only what is missing is written.',
    overwrite:
      'Files and links that are there are replaced by those of the archive. A folder is never replaced by a file, nor a file by a folder.',
  },
  caution: ['overwrite'],
});
export type RestoreConflict = z.infer<typeof RestoreConflict>;

export const RestoreOwner = z.enum(['stored', 'numeric', 'user']).meta({
  title: 'Owner',
  labels: {
    stored: 'As stored, by name',
    numeric: 'As stored, by number',
    user: 'A given user',
  },
  hints: {
    stored: 'User and group of the same name at the target; by number where it has no such name.',
    numeric: 'The numbers as they were, whatever they are called at the target.',
    user: 'Everything belongs to this user of the target and to its login group; set-user-ID and set-group-ID are dropped.',
  },
});
export type RestoreOwner = z.infer<typeof RestoreOwner>;

const id = z.string().min(1).max(64);

const archivePath = z
  .string()
  .max(20_000)
  .superRefine((path, ctx) => {
    const problem = problemOfPath(path);
    if (problem) ctx.addIssue({ code: 'custom', message: problem });
  });

function problemOfPath(path: string): string | null {
  const stored = fromArchivePath(path);
  if (stored === null) return 'Write a backslash as \\\\ and other bytes that are no UTF-8 as \\xNN.';
  if (stored === '') return null; // the root: everything
  const isPlain = stored.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isPlain ? null : 'Paths as the archive has them: no slash at either end, no empty part, no . or ..';
}

const targetPath = z
  .string()
  .max(4000)
  .regex(/^\//, 'An absolute path: it begins with a slash.')
  .regex(/^[^\0\r\n]*$/, 'A path without line breaks.')
  .refine((path) => !path.split('/').some((part) => part === '.' || part === '..'), 'A path without . and ..')
  .transform((path) => path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''))
  .meta({
    title: 'Folder',
    placeholder: '/var/tmp/restore',
    description: 'Each path is written whole below it. A folder that is not there yet is made.',
  });

const RestoreTarget = z.strictObject({
  clientId: id.nullable().meta({
    title: 'Machine',
    reference: 'client',
    description: 'None: this server itself.',
  }),
  path: targetPath,
});

const fields = {
  id: id.meta({ title: 'Archive', widget: 'hidden' }),
  paths: z
    .array(archivePath)
    .min(1, 'Which paths?')
    .max(1000, 'At most 1000 paths; name a folder that holds them.')
    .meta({
      title: 'Paths',
      widget: 'list',
      description: 'As the archive has them, without a leading slash. An empty one is everything.',
    }),
  target: RestoreTarget.meta({ title: 'Where' }),
  originalPlace: z.boolean().default(false).meta({
    title: 'Back to the original place',
    description: 'The folder is then /, and each path goes where it came from.',
  }),
};

interface Placed {
  readonly target: { readonly path: string };
  readonly originalPlace: boolean;
}

/** `/` as target is never taken for granted. */
function checkPlace({ target, originalPlace }: Placed, ctx: z.RefinementCtx): void {
  if (originalPlace === (target.path === '/')) return;
  const message = originalPlace
    ? 'The original place is the folder /. Set target.path to / or originalPlace to false.'
    : 'The folder / is the original place. Set originalPlace to true if that is meant.';
  ctx.addIssue({ code: 'custom', path: originalPlace ? ['target', 'path'] : ['originalPlace'], message });
}

/** What `archives.restore` takes; each stored path is written whole under `target.path`. */
export const RestoreInput = z
  .strictObject({
    ...fields,
    conflict: RestoreConflict.default('refuse'),
    owner: RestoreOwner.default('stored'),
    user: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_][-A-Za-z0-9_.]{0,63}\$?$/, 'The name or the number of a user.')
      .nullable()
      .default(null)
      .meta({ title: 'User', placeholder: 'www-data', description: 'Only where a given user owns all.' }),
    channel: RestoreChannel.nullable()
      .default(null)
      .meta({ ...RestoreChannel.meta(), description: 'None: the server takes the one that keeps most.' }),
  })
  .superRefine((input, ctx) => {
    checkPlace(input, ctx);
    if ((input.owner === 'user') !== (input.user !== null)) {
      const message = input.user === null ? 'Which user?' : 'A user is named, but owner is not "user".';
      ctx.addIssue({ code: 'custom', path: ['user'], message });
    }
  });
export type RestoreInput = z.infer<typeof RestoreInput>;

/** What `archives.previewRestore` takes: the same selection and place, and how much of what exists there is told. */
export const RestorePreviewInput = z
  .strictObject({ ...fields, limit: z.int().min(1).max(1000).default(200) })
  .superRefine(checkPlace);
export type RestorePreviewInput = z.infer<typeof RestorePreviewInput>;

/** What a restore job freezes. */
export const RestoreJobData = z.object({
  archiveId: z.string(),
  archiveName: z.string(),
  repositoryId: z.string(),
  paths: z.array(z.string()),
  target: z.object({ clientId: z.string().nullable(), path: z.string() }),
  conflict: RestoreConflict,
  owner: RestoreOwner,
  user: z.string().nullable(),
  channel: RestoreChannel.nullable(),
});
export type RestoreJobData = z.infer<typeof RestoreJobData>;
