import { z } from 'zod';
import { parseSshOptions } from './ssh-options.ts';

const HOST_KEY_FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=?$/;

/** How the server reaches a client over ssh (the reference's RshClientConnection). */
export const ConnectionInput = z.strictObject({
  remote: z
    .string()
    .trim()
    .regex(/^[^\s@-][^\s@]*@[^\s@-][^\s@]*$/, 'Write user@host, without spaces.')
    .max(300)
    .meta({ title: 'User and host', placeholder: 'root@web01.lan' }),
  port: z.int().min(1).max(65_535).nullable().optional().meta({ title: 'Port', placeholder: '22' }),
  rsh: z
    .string()
    .trim()
    .regex(/^(ssh|\/\S+)$/, 'ssh, or the absolute path of an ssh program.')
    .max(300)
    .default('ssh')
    .meta({ title: 'Remote shell', advanced: true }),
  rshOptions: z
    .string()
    .trim()
    .max(1000)
    .nullable()
    .optional()
    .superRefine((text, ctx) => {
      for (const message of parseSshOptions(text ?? '').errors) ctx.addIssue({ code: 'custom', message });
    })
    .meta({
      title: 'SSH options',
      placeholder: '-o ProxyJump=admin@gate.lan',
      description: 'Only ProxyJump, Ciphers, MACs, KexAlgorithms, Compression, ConnectTimeout and IPQoS.',
      advanced: true,
    }),
  sshKeyId: z.string().nullable().optional().meta({
    title: 'SSH key',
    reference: 'sshKey',
    description: 'Its public key belongs into authorized_keys on the client.',
  }),
  sshIdentityFile: z
    .string()
    .trim()
    .regex(/^\/[^\0\r\n]+$/, 'An absolute path on this server.')
    .max(1000)
    .nullable()
    .optional()
    .meta({
      title: 'Identity file',
      description: 'A private key that lies on this server already, instead of an SSH key from above.',
      advanced: true,
    }),
  remoteBorg: z
    .string()
    .trim()
    .regex(/^[^\s-]\S*$/, 'A program name or path without spaces.')
    .max(300)
    .default('borg')
    .meta({ title: 'Borg on the client', advanced: true }),
  remoteCacheDir: z
    .string()
    .trim()
    .regex(/^\/[^\0\r\n]+$/, 'An absolute path on the client.')
    .max(1000)
    .nullable()
    .optional()
    .meta({
      title: 'Cache folder on the client',
      description: "Empty: Borg's own default of the login user.",
      advanced: true,
    }),
  hostKeyFingerprint: z
    .string()
    .regex(HOST_KEY_FINGERPRINT, 'Write it as ssh-keygen -l prints it: SHA256:…')
    .optional()
    .meta({
      title: 'Host key fingerprint',
      description: 'The first contact accepts exactly this key. Empty: you accept it after a test.',
      advanced: true,
    }),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;

/** A host key as ssh shows it; `line` is `type base64`, without host names. */
export const HostKey = z.object({ type: z.string(), fingerprint: z.string(), line: z.string() });
export type HostKey = z.infer<typeof HostKey>;

/** One verdict of "Test connection". */
export const ConnectionCheck = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
export const ConnectionTest = z.object({
  ok: z.boolean(),
  checks: z.array(ConnectionCheck),
  hostKey: z.object({ type: z.string(), fingerprint: z.string(), accepted: z.boolean() }).nullable(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export const Connection = z.object({
  remote: z.string(),
  port: z.int().nullable(),
  rsh: z.string(),
  rshOptions: z.string().nullable(),
  sshKeyId: z.string().nullable(),
  sshIdentityFile: z.string().nullable(),
  remoteBorg: z.string(),
  remoteCacheDir: z.string().nullable(),
  hostKeyFingerprint: z.string().nullable(),
  hostKey: HostKey.omit({ line: true }).extend({ acceptedAt: z.iso.datetime().nullable() }).nullable(),
  lastTest: ConnectionTest.nullable(),
  lastTestAt: z.iso.datetime().nullable(),
});
export type Connection = z.infer<typeof Connection>;

/** A stored client's connection, or one as a form has it. */
export const ConnectionTestInput = z
  .strictObject({ id: z.string().min(1).max(64).optional(), connection: ConnectionInput.optional() })
  .refine((input) => (input.id === undefined) !== (input.connection === undefined), {
    error: 'Name a client by id, or give a connection.',
    path: ['id'],
  });
export type ConnectionTestInput = z.infer<typeof ConnectionTestInput>;
