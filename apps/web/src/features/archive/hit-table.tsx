import type { ArchiveHit } from '@borgcube/domain/catalog/catalog';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { MiddleCut } from '../../ui/middle-cut.tsx';
import { Size } from '../../ui/size.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { useRecordNames } from '../job/record-names.ts';
import type { BasketArchive } from '../restore/basket.ts';
import { BasketToggle } from '../restore/basket-toggle.tsx';
import { downloadName, downloadUrl, parentPath, visibleName } from './archive-path.ts';
import { BrowserLink } from './browser-link.tsx';
import { EntryIcon } from './entry-icon.tsx';
import { needleMark } from './file-search.ts';
import css from './search.module.css';

/** Where each hit lies: its row opens the folder that it is in, beside it its versions and its bytes. */
export function HitTable(props: {
  rows: readonly ArchiveHit[];
  needle: string;
  isOneArchive: boolean;
  more: More;
}) {
  const phone = usePhone();
  const names = useRecordNames(props.rows);
  const holder = (hit: ArchiveHit) => (
    <span className="cut">
      <span className="id">{names.client(hit.clientId) ?? hit.archiveName}</span>{' '}
      <span className="ink2">
        <Time at={hit.timestamp} as="date" />
      </span>
    </span>
  );
  return (
    <Table<ArchiveHit>
      label="Files and folders"
      rows={props.rows}
      rowKey={(hit) => `${hit.archiveId} ${hit.path}`}
      columns={[
        { key: 'path', head: 'Path', cell: (hit) => <HitPath hit={hit} needle={props.needle} /> },
        {
          key: 'size',
          head: 'Size',
          width: 100,
          align: 'right',
          cell: (hit) => <HitSize hit={hit} />,
        },
        {
          key: 'modified',
          from: 'medium',
          head: 'Modified',
          width: 160,
          cell: (hit) => <Time at={hit.mtime} as="date" absent="·" />,
        },
        {
          key: 'archive',
          head: props.isOneArchive ? 'Archive' : 'Newest archive with it',
          width: 240,
          cell: holder,
        },
        {
          key: 'acts',
          head: <span className="unseen">Acts</span>,
          width: 150,
          cell: (hit) => <HitActs hit={hit} />,
        },
      ]}
      phone={(hit) => ({
        first: <HitPath hit={hit} needle={props.needle} />,
        firstEnd: <HitSize hit={hit} />,
        second: holder(hit),
      })}
      {...(phone && { acts: (hit: ArchiveHit) => <HitActs hit={hit} /> })}
      more={props.more}
    />
  );
}

function HitPath(props: { hit: ArchiveHit; needle: string }) {
  const { hit } = props;
  const folder = hit.type === 'directory';
  const shown = visibleName(hit.path);
  const mark = needleMark(shown, props.needle);
  return (
    <BrowserLink
      row
      archiveId={hit.archiveId}
      path={folder ? hit.path : parentPath(hit.path)}
      {...(!folder && { file: hit.path.slice(hit.path.lastIndexOf('/') + 1) })}
      className={css.path}
      title={shown}
    >
      <EntryIcon type={hit.type} />
      <MiddleCut text={shown} className="mono" {...(mark && { mark })} />
    </BrowserLink>
  );
}

function HitSize(props: { hit: ArchiveHit }) {
  return <Size bytes={props.hit.type === 'directory' ? null : props.hit.size} absent="·" />;
}

function HitActs(props: { hit: ArchiveHit }) {
  const { hit } = props;
  const name = visibleName(hit.path);
  return (
    <span className={css.acts}>
      {hit.clientId !== null && hit.type !== 'directory' && (
        <Link
          to="/files"
          search={{ client: hit.clientId, path: hit.path }}
          className="link"
          aria-label={`Versions of ${name}`}
        >
          Versions
        </Link>
      )}
      {hit.type === 'file' && (
        <a
          href={downloadUrl(hit.archiveId, hit.path)}
          download={downloadName(hit.path)}
          className="link"
          aria-label={`Download ${name}`}
        >
          <IconDownload size={16} stroke={1.75} aria-hidden />
        </a>
      )}
      <BasketToggle archive={archiveOf(hit)} entry={{ ...hit, files: null }} name={name} isIcon />
    </span>
  );
}

function archiveOf({ archiveId, archiveName, timestamp, clientId, repositoryId }: ArchiveHit): BasketArchive {
  return { id: archiveId, name: archiveName, timestamp, clientId, repositoryId };
}
