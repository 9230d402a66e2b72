/** Where a repository lies: on this server, or behind ssh (Borg manual, "Repository URLs"). */
export type RepositoryLocation =
  | { readonly type: 'local'; readonly path: string }
  | {
      readonly type: 'ssh';
      readonly user: string | null;
      readonly host: string;
      readonly port: number | null;
      readonly path: string;
    };

const SSH_URL = /^ssh:\/\/(?:([^@\s/]+)@)?(\[[^\]\s]+\]|[^:/\s]+)(?::(\d{1,5}))?(\/\S(?:.*\S)?)$/;
const SCP_FORM = /^(?:([^@\s/:]+)@)?([^:/\s]+):(\S(?:.*\S)?)$/;

/** Answers null where the text is none of the three forms that Borg 1.x knows; it would take braces for placeholders. */
export function parseRepositoryUrl(url: string): RepositoryLocation | null {
  if (/[\0\r\n{}]/.test(url) || url.startsWith('-')) return null;
  if (url.startsWith('/')) return url.includes('::') ? null : { type: 'local', path: url };
  const ssh = SSH_URL.exec(url);
  if (ssh) return remote(ssh[1], ssh[2], ssh[3], ssh[4]);
  if (url.includes('://')) return null;
  const scp = SCP_FORM.exec(url);
  return scp ? remote(scp[1], scp[2], undefined, scp[3]) : null;
}

function remote(
  user: string | undefined,
  host: string | undefined,
  port: string | undefined,
  path: string | undefined,
): RepositoryLocation | null {
  if (!host || !path || host.startsWith('-') || user?.startsWith('-') || path.includes('::')) return null;
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65_535)) return null;
  return { type: 'ssh', user: user ?? null, host, port: number, path };
}
