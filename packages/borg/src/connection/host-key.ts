import { createHash } from 'node:crypto';
import type { SshAccess } from './ssh-access.ts';

/** A host key as ssh shows it; `line` is `type base64`. */
export interface HostKey {
  readonly type: string;
  /** As `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly fingerprint: string;
  readonly line: string;
}

/** Null where the text is no `type base64` whose blob names the same type (RFC 4253, 6.6). */
export function parseHostKey(text: string): HostKey | null {
  const [type, base64] = text.trim().split(/\s+/);
  if (!type || !base64 || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return null;
  const blob = Buffer.from(base64, 'base64');
  if (blob.length < 4 || blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1') !== type) return null;
  const fingerprint = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { type, fingerprint: `SHA256:${fingerprint}`, line: `${type} ${base64}` };
}

/** One line of a known_hosts file that pins exactly this key for the host and port of the connection. */
export function knownHostsLine(access: Pick<SshAccess, 'remote' | 'port'>, line: string): string {
  const host = hostOf(access.remote).toLowerCase();
  const name = access.port === null || access.port === 22 ? host : `[${host}]:${access.port}`;
  return `${name} ${line}\n`;
}

export function hostOf(remote: string): string {
  return remote.slice(remote.lastIndexOf('@') + 1).replace(/^\[(.*)\]$/, '$1');
}
