/** `<hostname>-<job id, at least 5 digits>`; taken names get `.2`, `.3`, … */
export function archiveName(
  hostname: string,
  jobId: number,
  taken: (name: string) => boolean = () => false,
): string {
  const base = `${hostname}-${String(jobId).padStart(5, '0')}`;
  if (!taken(base)) return base;
  for (let n = 2; ; n++) if (!taken(`${base}.${n}`)) return `${base}.${n}`;
}

/** The job number in an archive name of ours, or null. */
export function jobIdOfArchiveName(name: string): number | null {
  const match = /^[A-Za-z0-9_][-_.A-Za-z0-9]*-(\d{5,15})(?:\.\d+)?$/.exec(name);
  return match ? Number(match[1]) : null;
}

/** What an unfinished run leaves: Borg's checkpoints, and a stream that did not come to its end. No archive to rely on. */
export function isUnfinishedName(name: string): boolean {
  return /\.(?:checkpoint(?:\.\d+)?|partial)$/.test(name);
}

/** Hostnames that an archive name may begin with, longest first: `<hostname>-…`. */
export function hostnamesOfArchiveName(name: string): string[] {
  const names: string[] = [];
  for (let at = name.lastIndexOf('-'); at > 0; at = name.lastIndexOf('-', at - 1))
    names.push(name.slice(0, at));
  return names;
}
