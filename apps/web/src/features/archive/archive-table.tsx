import type { Archive } from '@borgcube/domain/archive/archive';
import { formatCount } from '../../ui/format/count.ts';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import type { Selection } from '../../ui/use-row-keys.ts';
import { useRecordNames } from '../job/record-names.ts';

/** Where an archive opens: its root. */
export function archiveHref(archive: Pick<Archive, 'id'>): string {
  return `/archives/${archive.id}/browse/`;
}

/** The date leads; whose it is, how big, how much of it was new. */
export function ArchiveTable(props: {
  rows: readonly Archive[];
  more?: More;
  label?: string;
  selection?: Selection;
}) {
  const names = useRecordNames(props.rows);
  const hostOf = (archive: Archive) => names.client(archive.clientId);
  return (
    <Table
      label={props.label ?? 'Archives'}
      rows={props.rows}
      rowKey={(archive) => archive.id}
      rowName={(archive) => archive.name}
      href={archiveHref}
      columns={[
        {
          key: 'taken',
          head: 'Taken',
          width: 170,
          sorted: 'descending',
          cell: (archive) => (
            <RowLink to={archiveHref(archive)}>
              <Time at={archive.timestamp} as="date" />
            </RowLink>
          ),
        },
        {
          key: 'client',
          head: 'Client',
          width: 160,
          cell: (archive) => (
            <span className="id cut">{hostOf(archive) ?? <span className="ink3">no client</span>}</span>
          ),
        },
        {
          key: 'name',
          head: 'Name',
          cell: (archive) => <MiddleCut text={archive.name} title={archive.name} className="id" />,
        },
        {
          key: 'state',
          head: 'State',
          width: 140,
          cell: (archive) => <ArchiveState archive={archive} />,
        },
        {
          key: 'files',
          head: 'Files',
          width: 100,
          align: 'right',
          cell: (archive) => (archive.nfiles === null ? '·' : formatCount(archive.nfiles)),
        },
        {
          key: 'size',
          head: 'Original',
          width: 100,
          align: 'right',
          cell: (archive) => <Size bytes={archive.originalSize} absent="·" />,
        },
        {
          key: 'new',
          head: 'New data',
          width: 100,
          align: 'right',
          cell: (archive) => <Size bytes={archive.deduplicatedSize} absent="·" />,
        },
        {
          key: 'repository',
          head: 'Repository',
          width: 150,
          cell: (archive) => <span className="ink2 cut">{names.repository(archive.repositoryId)}</span>,
        },
      ]}
      phone={(archive) => ({
        first: (
          <>
            {hostOf(archive) ?? archive.name} <Time at={archive.timestamp} as="date" />
          </>
        ),
        firstEnd: <ArchiveState archive={archive} />,
        second: <MiddleCut text={archive.name} />,
        secondEnd: <Size bytes={archive.originalSize} absent="" />,
      })}
      {...(props.selection && { selection: props.selection })}
      {...(props.more && { more: props.more })}
    />
  );
}

export function ArchiveState(props: { archive: Pick<Archive, 'suspect' | 'pinned' | 'vanishedAt'> }) {
  if (props.archive.vanishedAt !== null) return <StateWord tone="failed">Gone</StateWord>;
  if (props.archive.suspect !== null) return <StateWord tone="suspect">Suspect</StateWord>;
  return <StateWord tone="ok">{props.archive.pinned ? 'Good, pinned' : 'Good'}</StateWord>;
}
