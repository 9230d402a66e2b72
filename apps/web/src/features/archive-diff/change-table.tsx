import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveChange, ArchiveDiff } from '@borgcube/domain/catalog/catalog';
import { type Icon, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { Size } from '../../ui/size.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { parentPath, visibleName } from '../archive/archive-path.ts';
import { BrowserLink } from '../archive/browser-link.tsx';
import { EntryIcon } from '../archive/entry-icon.tsx';
import { SizeDelta } from '../archive/size-delta.tsx';
import css from './archive-diff.module.css';

type Change = ArchiveDiff['items'][number];

const KINDS: Record<ArchiveChange, { word: string; icon: Icon }> = {
  added: { word: 'Added', icon: IconPlus },
  removed: { word: 'Removed', icon: IconMinus },
  modified: { word: 'Modified', icon: IconPencil },
};

/** Each change with its sizes; its path opens where the entry still is. */
export function ChangeTable(props: { rows: readonly Change[]; from: Archive; to: Archive; more: More }) {
  const path = (change: Change) => (
    <ChangePath change={change} archiveId={change.change === 'removed' ? props.from.id : props.to.id} />
  );
  return (
    <Table<Change>
      label="What changed"
      compact
      rows={props.rows}
      rowKey={(change) => change.path}
      columns={[
        { key: 'path', head: 'Path', cell: (change) => path(change) },
        { key: 'kind', head: 'Change', width: 120, cell: (change) => <Kind kind={change.change} /> },
        {
          key: 'before',
          head: 'Before',
          width: 110,
          align: 'right',
          cell: (change) => <Size bytes={change.sizeBefore} absent="·" />,
        },
        {
          key: 'after',
          head: 'After',
          width: 110,
          align: 'right',
          cell: (change) => <Size bytes={change.sizeAfter} absent="·" />,
        },
        {
          key: 'delta',
          head: 'Difference',
          width: 120,
          align: 'right',
          sorted: 'descending',
          cell: (change) => <SizeDelta bytes={deltaOf(change)} />,
        },
      ]}
      phone={(change) => ({
        first: path(change),
        firstEnd: <SizeDelta bytes={deltaOf(change)} />,
        second: <Kind kind={change.change} />,
      })}
      more={props.more}
    />
  );
}

function deltaOf({ sizeBefore, sizeAfter }: Change): number {
  return (sizeAfter ?? 0) - (sizeBefore ?? 0);
}

function Kind(props: { kind: ArchiveChange }) {
  const { word, icon: Shape } = KINDS[props.kind];
  return (
    <span className={css.kind}>
      <Shape size={14} stroke={1.75} aria-hidden />
      {word}
    </span>
  );
}

function ChangePath(props: { change: Change; archiveId: string }) {
  const { path, type } = props.change;
  const folder = type === 'directory';
  return (
    <BrowserLink
      row
      archiveId={props.archiveId}
      path={folder ? path : parentPath(path)}
      {...(!folder && { file: path.slice(path.lastIndexOf('/') + 1) })}
      className={css.path}
      title={visibleName(path)}
    >
      <EntryIcon type={type} />
      <MiddleCut text={visibleName(path)} className="mono" />
    </BrowserLink>
  );
}
