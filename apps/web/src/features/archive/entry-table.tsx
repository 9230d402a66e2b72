import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { IconDownload } from '@tabler/icons-react';
import { useKey } from '../../keys/use-key.ts';
import { Size } from '../../ui/size.tsx';
import { SizeBar } from '../../ui/size-bar.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import type { Selection } from '../../ui/use-row-keys.ts';
import { downloadName, downloadUrl, visibleName } from './archive-path.ts';
import css from './browser.module.css';
import { BrowserLink } from './browser-link.tsx';
import { EntryIcon } from './entry-icon.tsx';

/** The entries of one folder: name, size with its bar, modified, owner. */
export function EntryTable(props: {
  archiveId: string;
  path: string;
  entries: readonly ArchiveEntry[];
  shown: string | null;
  selection: Selection;
  more: More;
}) {
  const { archiveId, path, entries } = props;
  const phone = usePhone();
  const largest = Math.max(0, ...entries.map((entry) => entry.size ?? 0));
  useKey('ArrowRight', 'Into the folder', () => {
    const link = document.activeElement;
    if (link instanceof HTMLElement && link.matches('[data-folder] [data-row-link]')) link.click();
  });
  const name = (entry: ArchiveEntry) => (
    <span data-folder={entry.type === 'directory' ? true : undefined}>
      <EntryName entry={entry} archiveId={archiveId} path={path} shown={props.shown === entry.name} />
    </span>
  );
  return (
    <Table<ArchiveEntry>
      label={`Entries of ${path === '' ? 'the root' : path}`}
      compact
      rows={entries}
      rowKey={(entry) => entry.path}
      rowName={(entry) => visibleName(entry.name)}
      columns={[
        { key: 'name', head: 'Name', cell: name },
        {
          key: 'size',
          head: 'Size',
          width: 100,
          align: 'right',
          cell: (entry) => (
            <Size bytes={entry.type === 'directory' && !entry.size ? null : entry.size} absent="·" />
          ),
        },
        {
          key: 'bar',
          head: <span className="unseen">Share</span>,
          width: 130,
          cell: (entry) => <SizeBar bytes={entry.size ?? 0} largest={largest} />,
        },
        {
          key: 'modified',
          head: 'Modified',
          width: 150,
          cell: (entry) => <Time at={entry.mtime} as="date" absent="·" />,
        },
        {
          key: 'owner',
          head: 'Owner',
          width: 110,
          cell: (entry) => <span className="ink3 cut">{entry.user ?? '·'}</span>,
        },
      ]}
      phone={(entry) => ({
        first: name(entry),
        firstEnd: <Size bytes={entry.type === 'directory' && !entry.size ? null : entry.size} absent="" />,
      })}
      selection={props.selection}
      more={props.more}
      {...(!phone && {
        acts: (entry: ArchiveEntry) =>
          entry.type === 'file' && <Download archiveId={archiveId} entry={entry} />,
      })}
    />
  );
}

function EntryName(props: { entry: ArchiveEntry; archiveId: string; path: string; shown: boolean }) {
  const { entry } = props;
  const folder = entry.type === 'directory';
  const target = entry.linkTarget === undefined ? '' : ` → ${visibleName(entry.linkTarget)}`;
  return (
    <BrowserLink
      row
      archiveId={props.archiveId}
      path={folder ? entry.path : props.path}
      {...(!folder && { file: entry.name })}
      className={css.entry}
      title={`${visibleName(entry.name)}${target}`}
    >
      <EntryIcon type={entry.type} />
      <span className={`mono cut ${folder ? css.folder : ''}`} data-shown={props.shown}>
        {visibleName(entry.name)}
        {target}
      </span>
    </BrowserLink>
  );
}

/** A plain link: the browser saves what the server streams. */
function Download(props: { archiveId: string; entry: ArchiveEntry }) {
  return (
    <a
      href={downloadUrl(props.archiveId, props.entry.path)}
      download={downloadName(props.entry.path)}
      className={css.download}
      aria-label={`Download ${visibleName(props.entry.name)}`}
      title="Download"
    >
      <IconDownload size={16} stroke={1.75} aria-hidden />
    </a>
  );
}
