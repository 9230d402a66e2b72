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
