import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import { makeBackupKind } from './backup-kind.ts';
import { type CatalogParts, makeCatalogKind } from './catalog-kind.ts';
import { makeCheckKind } from './check-kind.ts';
import { makeCompactKind } from './compact-kind.ts';
import { makeDeleteArchivesKind } from './delete-archives-kind.ts';
import { makeDrillKind } from './drill-kind.ts';
import { makeImportKind } from './import-kind.ts';
import { makePruneKind } from './prune-kind.ts';
import { makeRenameArchiveKind } from './rename-archive-kind.ts';
import { makeRestoreKind } from './restore-kind.ts';
import { makeSyncKind } from './sync-kind.ts';

/** The job kinds that every BorgCube has. */
export function coreKinds(parts: CatalogParts): JobKind[] {
  return [
    makeBackupKind(parts),
    makeCatalogKind(parts),
    makeCheckKind(parts),
    makeCompactKind(parts),
    makeDeleteArchivesKind(parts),
    makeDrillKind(parts),
    makeImportKind(parts),
    makePruneKind(parts),
    makeRenameArchiveKind(parts),
    makeRestoreKind(parts),
    makeSyncKind(parts),
  ];
}
