import type { JobDetail } from '@borgcube/domain/job/job';
import type { RestoreSearch } from './restore-choice.ts';

/** What a restore job was told, as the page of a restore takes it; null: it is no restore, or an unknown version. */
export function restoreOf(job: Pick<JobDetail, 'kind' | 'config'>): {
  archiveId: string;
  paths: readonly string[];
  search: (ownerId: string | null) => RestoreSearch;
} | null {
  const { archiveId, paths, target, ...rest } = job.config ?? {};
  if (job.kind !== 'restore' || typeof archiveId !== 'string' || !Array.isArray(paths)) return null;
  const { clientId, path }: { clientId?: unknown; path?: unknown } = Object(target);
  return {
    archiveId,
    paths: paths.map(String),
    search: (ownerId) => ({
      ...(clientId !== ownerId && { to: typeof clientId === 'string' ? clientId : 'server' }),
      ...(path === '/' ? { place: 'original' } : typeof path === 'string' && { path }),
      ...textOf('conflict', rest.conflict),
      ...textOf('owner', rest.owner),
      ...textOf('user', rest.user),
      ...textOf('way', rest.channel),
    }),
  };
}

function textOf<Key extends keyof RestoreSearch>(key: Key, value: unknown): { [K in Key]?: string } {
  const found: { [K in Key]?: string } = {};
  if (typeof value === 'string') found[key] = value;
  return found;
}
