/** Two archives of one client in one repository. */
export interface ArchivePair {
  id: string;
  otherId: string;
}

/** What changed from `id` to `otherId`. */
export function diffPath({ id, otherId }: ArchivePair): string {
  return `/archives/${encodeURIComponent(id)}/compare/${encodeURIComponent(otherId)}`;
}
