import type { PrunePreviewItem } from '@borgcube/domain/prune/prune-config';
import type { PrunePlanGroup } from '@borgcube/domain/prune/prune-plan';
import type { Fate } from './fate.ts';

export function fatesOfPreview(items: readonly PrunePreviewItem[]): Fate[] {
  return items.map((item) => ({
    key: item.archiveId,
    archiveId: item.archiveId,
    at: item.timestamp,
    name: item.archiveName,
    host: item.clientHostname,
    keep: item.keep,
    rule: item.rule,
  }));
}

export function fatesOfGroup({ archives }: PrunePlanGroup): Fate[] {
  return archives.map(({ archiveId, archiveName, timestamp, keep, rule }) => ({
    key: archiveId,
    ...(keep ? { archiveId } : {}),
    at: timestamp,
    name: archiveName,
    keep,
    rule,
  }));
}

/** Why groups are held now, each sentence once, with whose they are. */
export function heldWords(items: readonly PrunePreviewItem[]): string[] {
  const words = items.flatMap(({ clientHostname, held }) =>
    held === null ? [] : [`${clientHostname}: ${held}`],
  );
  return [...new Set(words)];
}
