import { z } from 'zod';
import { ConnectionTest } from '../connection/connection.ts';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';
import { parseRepositoryUrl } from './repository-url.ts';

export const Encryption = z
  .enum([
    'repokey-blake2',
    'repokey',
    'keyfile-blake2',
    'keyfile',
    'authenticated-blake2',
    'authenticated',
    'none',
  ])
  .meta({
    title: 'Encryption',
    labels: {
      'repokey-blake2': 'repokey-blake2 (recommended)',
      repokey: 'repokey',
      'keyfile-blake2': 'keyfile-blake2',
      keyfile: 'keyfile',
      'authenticated-blake2': 'authenticated-blake2, not encrypted',
      authenticated: 'authenticated, not encrypted',
      none: 'none: anyone who reads the disk reads the backups',
    },
    caution: ['none', 'authenticated', 'authenticated-blake2'],
    description: 'Cannot be changed later.',
  });
export type Encryption = z.infer<typeof Encryption>;

const name = z
  .string()
  .trim()
  .min(1, 'A repository needs a name.')
  .max(100, 'At most 100 characters.')
  .meta({ title: 'Name', placeholder: 'vault', section: 'What' });

const description = z.string().max(2000).meta({ title: 'Description', widget: 'textarea', section: 'What' });

const url = z
  .string()
  .trim()
  .min(1, 'Where does the repository lie?')
  .max(1000)
  .refine(
    (value) => parseRepositoryUrl(value) !== null,
    'Write /absolute/path, user@host:/path or ssh://user@host:port/path.',
  )
  .meta({
    title: 'Path or URL',
    placeholder: '/srv/borg/vault',
    description:
      'A folder on this server, or user@host:/path and ssh://user@host:port/path for one behind ssh. Folders are made as needed on this server.',
    section: 'Where',
  });

const borgId = z
  .string()
  .regex(/^(|[0-9a-f]{64})$/, 'A Borg repository id is 64 lower-case hexadecimal digits.')
  .meta({
    title: 'Borg id',
    description: 'If given, connecting must find exactly this id.',
    section: 'Where',
    advanced: true,
  });

const remoteBorg = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\s-]\S*$/, 'A program name or path without spaces.')
  .meta({ title: 'Borg on the far side', section: 'Where', advanced: true });

const anyPassphrase = z
  .string()
  .max(1000)
  .regex(/^[^\0\r\n]*$/, 'A passphrase is one line.')
  .meta({
    title: 'Passphrase',
    widget: 'password',
    description: 'Sealed in this server. Keep a copy of your own.',
    section: 'Secret',
  });
const passphrase = anyPassphrase.min(1, 'A passphrase cannot be empty.').meta({ ...anyPassphrase.meta() });
/** Where a repository may have none, an empty one says so. */
const passphraseOrNone = anyPassphrase.transform((text) => (text === '' ? undefined : text)).optional();

const key = z
  .string()
  .trim()
  .max(20_000)
  .regex(
    /^BORG_KEY [0-9a-f]{64}\s/,
    'A key file or key export starts with BORG_KEY and the id of its repository.',
  )
  .meta({
    title: 'Key file',
    widget: 'textarea',
    description: 'Only for the keyfile encryptions: the content of the key file.',
    section: 'Secret',
    advanced: true,
  });

const sshKeyId = z
  .string()
  .nullable()
  .meta({ title: 'SSH key', reference: 'sshKey', section: 'Where', advanced: true });
const hostKeyFingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'Write it as ssh-keygen -l prints it: SHA256:…')
  .meta({ title: 'Host key fingerprint', section: 'Where', advanced: true });

/** A repository that exists already; `connect` then proves it. */
export const RepositoryCreate = z.strictObject({
  name,
  description: description.default(''),
  url,
  passphrase: passphraseOrNone,
  key: key.optional(),
  borgId: borgId.default(''),
  encryption: Encryption.optional().meta({ ...Encryption.meta(), widget: 'hidden' }),
  remoteBorg: remoteBorg.default('borg'),
  sshKeyId: sshKeyId.optional(),
  hostKeyFingerprint: hostKeyFingerprint.optional(),
});
export type RepositoryCreate = z.infer<typeof RepositoryCreate>;

/** A repository that Borg is to make. */
export const RepositoryInit = z
  .strictObject({
    name,
    description: description.default(''),
    url,
    encryption: Encryption.default('repokey-blake2').meta({ ...Encryption.meta(), section: 'Secret' }),
    passphrase: passphraseOrNone,
    remoteBorg: remoteBorg.default('borg'),
    sshKeyId: sshKeyId.optional(),
    hostKeyFingerprint: hostKeyFingerprint.optional(),
  })
  .refine((input) => input.encryption === 'none' || input.passphrase !== undefined, {
    error: 'This encryption needs a passphrase.',
    path: ['passphrase'],
  });
export type RepositoryInit = z.infer<typeof RepositoryInit>;

export const RepositoryUpdate = z.strictObject({
  ...ById.shape,
  ifUpdatedAt: IfUpdatedAt,
  name: name.optional(),
  description: description.optional(),
  url: url.optional(),
  passphrase: passphrase.optional(),
  key: key.optional(),
  borgId: borgId.optional(),
  remoteBorg: remoteBorg.optional(),
  sshKeyId: sshKeyId.optional(),
  hostKeyFingerprint: hostKeyFingerprint.optional(),
});
export type RepositoryUpdate = z.infer<typeof RepositoryUpdate>;

/** Tries a place before it is saved, as its form has it; with `id`, what is not given is the stored record's. */
export const RepositoryTest = z.strictObject({
  id: z.string().min(1).max(64).optional(),
  name: name.optional(),
  description: description.optional(),
  url: url.optional(),
  passphrase: passphraseOrNone,
  key: key.optional(),
  borgId: borgId.optional(),
  encryption: Encryption.optional(),
  remoteBorg: remoteBorg.optional(),
  sshKeyId: sshKeyId.optional(),
  hostKeyFingerprint: hostKeyFingerprint.optional(),
});
export type RepositoryTest = z.infer<typeof RepositoryTest>;

export const HostKeyAcceptance = z.strictObject({ ...ById.shape, fingerprint: hostKeyFingerprint });
export type HostKeyAcceptance = z.infer<typeof HostKeyAcceptance>;

/** The password is asked again, because what leaves opens everything (together with the passphrase). */
export const KeyExport = z.strictObject({
  ...ById.shape,
  password: z.string().max(128).optional().meta({ title: 'Your password', widget: 'password' }),
});
export type KeyExport = z.infer<typeof KeyExport>;

export const RepositoryKeyExport = z.object({
  id: z.string(),
  name: z.string(),
  borgId: z.string(),
  /** As `borg key export` writes it. */
  key: z.string(),
});
export type RepositoryKeyExport = z.infer<typeof RepositoryKeyExport>;

/** `confirm` is the name of the repository: a person answers for the holder of the lock being gone. */
export const LockBreak = z.strictObject({ ...ById.shape, confirm: z.string().max(100).optional() });
export type LockBreak = z.infer<typeof LockBreak>;

export const BrokenLock = z.object({ broken: z.boolean(), holders: z.array(z.string()) });
export type BrokenLock = z.infer<typeof BrokenLock>;

/** The same repository at another place: nothing changes unless exactly this one lies there. */
export const RepositoryMove = z.strictObject({
  ...ById.shape,
  url,
  remoteBorg: remoteBorg.optional(),
  sshKeyId: sshKeyId.optional(),
  hostKeyFingerprint: hostKeyFingerprint.optional(),
});
export type RepositoryMove = z.infer<typeof RepositoryMove>;

const bytes = z.int().nonnegative().nullable();

/** The wire view. Figures are null until measured; secrets are told only as present or not. */
export const Repository = z.object({
  ...recordFields,
  name: z.string(),
  description: z.string(),
  url: z.string(),
  borgId: z.string(),
  remoteBorg: z.string(),
  encryption: Encryption.nullable(),
  hasPassphrase: z.boolean(),
  hasKey: z.boolean(),
  sshKeyId: z.string().nullable(),
  hostKey: z.string().nullable(),
  originalSize: bytes,
  compressedSize: bytes,
  deduplicatedSize: bytes,
  freeSpace: bytes,
  measuredAt: z.iso.datetime().nullable(),
  lastCheck: z.iso.datetime().nullable(),
  lastCompact: z.iso.datetime().nullable(),
  lastSync: z.iso.datetime().nullable(),
  /** When a restore drill last found something out of it as it was; null: never. */
  provenAt: z.iso.datetime().nullable(),
  /** The check that found damage, until one finds none. */
  damagedJobId: z.int().nullable(),
  /** Archives were deleted by someone else, and nobody has decided yet: nothing is removed until then. */
  tamperedAt: z.iso.datetime().nullable(),
  /** When someone said that the key kit was printed; null: never, or it is out of date. */
  keyKitPrintedAt: z.iso.datetime().nullable(),
});
export type Repository = z.infer<typeof Repository>;

export const RepositoryStats = z.object({
  id: z.string(),
  originalSize: bytes,
  compressedSize: bytes,
  deduplicatedSize: bytes,
  freeSpace: bytes,
  measuredAt: z.iso.datetime().nullable(),
  newestArchiveAt: z.iso.datetime().nullable(),
});
export type RepositoryStats = z.infer<typeof RepositoryStats>;

/** What a test of a repository found, and what it would be. */
export const RepositoryVerdict = z.object({
  ...ConnectionTest.shape,
  borgId: z.string().nullable(),
  encryption: Encryption.nullable(),
});
export type RepositoryVerdict = z.infer<typeof RepositoryVerdict>;
