import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { IconDownload } from '@tabler/icons-react';
import { useClock } from '../../ui/clock.tsx';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { Size } from '../../ui/size.tsx';
import { SizeBar } from '../../ui/size-bar.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import type { Selection } from '../../ui/use-row-keys.ts';
import { downloadName, downloadUrl, visibleName } from './archive-path.ts';
import css from './browser.module.css';
import { BrowserLink } from './browser-link.tsx';
import type { BrowserSort, SortKey } from './browser-sort.ts';
import { dayBeside } from './day-beside.ts';
import { EntryIcon } from './entry-icon.tsx';
import { SincePrevious, sinceWords } from './since-previous.tsx';
import { SortHead } from './sort-head.tsx';

interface EntryTableProps {
  archive: Archive;
  path: string;
  entries: readonly ArchiveEntry[];
  shown: string | null;
  /** Null: it cannot be sorted. */
  sort: BrowserSort | null;
  /** When the archive was taken that the marks are against; null: there is none. */
  since: string | null;
  selection: Selection;
  more: More;
}

/** The entries of one folder: name, size with its bar, what became of them since the archive before, modified, owner. */
export function EntryTable(props: EntryTableProps) {
  const { path, entries } = props;
  const { now, timeZone } = useClock();
  const taken = new Date(props.archive.timestamp);
  const since = props.since === null ? null : dayBeside(new Date(props.since), taken, now, timeZone);
  return (
    <Table<ArchiveEntry>
      label={`Entries of ${path === '' ? 'the root' : path}`}
      compact
      rows={entries}
      rowKey={(entry) => entry.path}
      rowName={(entry) => visibleName(entry.name)}
      columns={columnsOf(props, since)}
      phone={(entry) => ({
        first: <EntryName entry={entry} table={props} />,
        firstEnd: <Size bytes={sizeOf(entry)} absent="" />,
        ...(since !== null && changed(entry, `${isAfter(props) ? 'against' : 'since'} ${since}`)),
      })}
      selection={props.selection}
      more={props.more}
    />
  );
}

function columnsOf(table: EntryTableProps, since: string | null): Column<ArchiveEntry>[] {
  const largest = Math.max(0, ...table.entries.map((entry) => entry.size ?? 0));
  return [
    {
      key: 'name',
      ...head(table.sort, 'name', 'Name'),
      cell: (entry) => <EntryName entry={entry} table={table} />,
    },
    {
      key: 'size',
      ...head(table.sort, 'size', 'Size'),
      width: 96,
      align: 'right',
      cell: (entry) => <Size bytes={sizeOf(entry)} absent="·" />,
    },
    {
      key: 'bar',
      head: <span className="unseen">Share</span>,
      width: 116,
      cell: (entry) => <SizeBar bytes={entry.size ?? 0} largest={largest} width={96} />,
    },
    ...(since === null
      ? []
      : [
          {
            key: 'since',
            head: `${isAfter(table) ? 'Against' : 'Since'} ${since}`,
            width: 124,
            align: 'right' as const,
            cell: (entry: ArchiveEntry) => <SincePrevious entry={entry} />,
          },
        ]),
    {
      key: 'modified',
      ...head(table.sort, 'mtime', 'Modified'),
      width: 168,
      cell: (entry) => <Time at={entry.mtime} as="date" absent="·" />,
    },
    {
      key: 'owner',
      head: 'Owner',
      width: 110,
      from: 'medium',
      cell: (entry) => <span className="ink3 cut">{entry.user ?? '·'}</span>,
    },
  ];
}

/** The line below a name on phones, where there is no column for it: `+612 MiB since Sun 22`. */
function changed(entry: ArchiveEntry, side: string): { second?: string } {
  const words = sinceWords(entry);
  return words === null ? {} : { second: `${words} ${side}` };
}

/** Archives may be listed in any order: the one that the marks are against can be a later one. */
function isAfter({ since, archive }: EntryTableProps): boolean {
  return since !== null && Date.parse(since) > Date.parse(archive.timestamp);
}

function head(
  sort: BrowserSort | null,
  by: SortKey,
  words: string,
): Pick<Column<ArchiveEntry>, 'head' | 'sorted'> {
  if (sort === null) return { head: words };
  return {
    head: (
      <SortHead sort={sort} by={by}>
        {words}
      </SortHead>
    ),
    ...(sort.sort === by && { sorted: sort.descending ? 'descending' : 'ascending' }),
  };
}

/** A folder that is not in the catalog has no size of its own. */
function sizeOf(entry: ArchiveEntry): number | null {
  return entry.type === 'directory' && !entry.size && entry.files === undefined ? null : entry.size;
}

function EntryName(props: { entry: ArchiveEntry; table: EntryTableProps }) {
  const { entry, table } = props;
  const phone = usePhone();
  const folder = entry.type === 'directory';
  const target = entry.linkTarget === undefined ? '' : ` → ${visibleName(entry.linkTarget)}`;
  return (
    <span className={css.nameCell}>
      <BrowserLink
        row
        archiveId={table.archive.id}
        path={folder ? entry.path : table.path}
        {...(!folder && { file: entry.name })}
        className={css.entry}
        title={`${visibleName(entry.name)}${target}`}
      >
        <EntryIcon type={entry.type} />
        <span className={`mono cut ${folder ? css.folder : ''}`} data-shown={table.shown === entry.name}>
          <MiddleCut text={`${visibleName(entry.name)}${target}`} />
        </span>
      </BrowserLink>
      {!phone && entry.type === 'file' && <Download archiveId={table.archive.id} entry={entry} />}
    </span>
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
