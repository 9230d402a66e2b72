import type { SecretText } from '@borgcube/domain/secret/secret-text';

/** How a machine is reached over ssh: a client's connection, or the machine that holds a repository. */
export interface SshAccess {
  /** `user@host`, or `host` alone. */
  readonly remote: string;
  readonly port: number | null;
  /** 'ssh' for the configured program, or the absolute path of another. */
  readonly rsh: string;
  /** As the person wrote them; only what `parseSshOptions` lets pass is used. */
  readonly rshOptions: string;
  readonly identity: SshIdentity | null;
  /** The one accepted key, `type base64` as in a known_hosts line; null: none accepted yet, so no session is possible. */
  readonly hostKey: string | null;
}

export type SshIdentity = { readonly privateKey: SecretText } | { readonly file: string };
