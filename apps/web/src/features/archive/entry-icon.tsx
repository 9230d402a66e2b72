import type { ArchiveEntryKind } from '@borgcube/domain/archive/archive';
import type { Icon } from '@tabler/icons-react';
import { IconFile, IconFolder, IconLink, IconPlugConnected } from '@tabler/icons-react';

const SHAPES: Record<ArchiveEntryKind, Icon> = {
  directory: IconFolder,
  file: IconFile,
  symlink: IconLink,
  fifo: IconPlugConnected,
  device: IconPlugConnected,
};

export function EntryIcon(props: { type: ArchiveEntryKind }) {
  const Shape = SHAPES[props.type];
  return <Shape size={14} stroke={1.75} aria-hidden />;
}
