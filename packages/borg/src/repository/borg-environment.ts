/** Where Borg and its own files lie on this node. */
export interface BorgEnvironment {
  /** Program name or absolute path. */
  readonly borg: string;
  readonly ssh: string;
  /** `<data dir>/borg`: a cache, config and security folder for each repository lie below. */
  readonly baseDir: string;
  /** See `borgHostId`. */
  readonly hostId: string;
  /** Where programs are looked for. */
  readonly path?: string;
  /** How long (whole seconds) Borg waits for a lock that another Borg holds; default: as long as a job does. */
  readonly lockWait?: number;
}

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What every program that BorgCube starts gets; nothing else of the server's environment reaches it. */
export function plainEnviron(environment: BorgEnvironment): Record<string, string> {
  return { PATH: environment.path ?? DEFAULT_PATH, HOME: environment.baseDir, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
