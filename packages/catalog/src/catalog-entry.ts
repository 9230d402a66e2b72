import type { ArchiveEntryKind } from '@borgcube/domain/archive/archive';

/** Stored as the place in this list. */
export const ENTRY_TYPES: readonly ArchiveEntryKind[] = ['file', 'directory', 'symlink', 'fifo', 'device'];
export const DIRECTORY = ENTRY_TYPES.indexOf('directory');
