import { z } from 'zod';
import { recordFields } from '../form/page.ts';

const name = z
  .string()
  .trim()
  .min(1, 'A key needs a name.')
  .max(100)
  .meta({ title: 'Name', placeholder: 'borgcube' });

export const SshKeyGenerate = z.strictObject({ name });
export type SshKeyGenerate = z.infer<typeof SshKeyGenerate>;

export const SshKeyImport = z.strictObject({
  name,
  privateKey: z
    .string()
    .max(20_000)
    .regex(
      /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
      'Paste a private key in OpenSSH or PEM form, without a passphrase.',
    )
    .meta({ title: 'Private key', widget: 'textarea' }),
});
export type SshKeyImport = z.infer<typeof SshKeyImport>;

/** The wire view; the private key never leaves. */
export const SshKey = z.object({
  ...recordFields,
  name: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
});
export type SshKey = z.infer<typeof SshKey>;
