import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { useClock } from '../../ui/clock.tsx';
import { counted } from '../../ui/format/count.ts';
import { formatInstant } from '../../ui/format/instant.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { downloadName, downloadUrl, parentPath } from '../archive/archive-path.ts';
import { BrowserLink, BrowserLinkButton } from '../archive/browser-link.tsx';
import { SizeDelta } from '../archive/size-delta.tsx';
import { diffPath } from '../archive-diff/diff-path.ts';
import { useRecordNames } from '../job/record-names.ts';
import { BasketToggle } from '../restore/basket-toggle.tsx';
import css from './file-history.module.css';
import { comparable, type FileVersion, grownBy, versionKey } from './version-view.ts';

/** Every version with its acts; two of them selected can be compared. */
export function VersionTable(props: { versions: readonly FileVersion[]; path: string }) {
  const { versions, path } = props;
  const { now, timeZone } = useClock();
  const phone = usePhone();
  const names = useRecordNames(versions.map(({ repositoryId }) => ({ clientId: null, repositoryId })));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const nameOf = (version: FileVersion) =>
    `the version of ${formatInstant(new Date(version.mtime ?? version.firstTimestamp), now, timeZone)}`;
  const acts = (version: FileVersion) => <VersionActs version={version} path={path} name={nameOf(version)} />;
  return (
    <>
      <Table<FileVersion>
        label="Versions"
        rows={versions}
        rowKey={versionKey}
        rowName={nameOf}
        columns={[
          {
            key: 'modified',
            head: 'Modified',
            width: 190,
            sorted: 'descending',
            cell: (version) => <VersionLink version={version} path={path} />,
          },
          {
            key: 'size',
            head: 'Size',
            width: 100,
            align: 'right',
            cell: (version) => <Size bytes={version.size} absent="·" />,
          },
          {
            key: 'delta',
            head: 'Against older',
            width: 120,
            align: 'right',
            from: 'medium',
            cell: (version) => <SizeDelta bytes={grownBy(versions, version)} />,
          },
          { key: 'archives', head: 'In archives', cell: (version) => <Span version={version} /> },
          {
            key: 'repository',
            head: 'Repository',
            width: 140,
            from: 'medium',
            cell: (version) => <span className="ink2 cut">{names.repository(version.repositoryId)}</span>,
          },
          { key: 'acts', head: <span className="unseen">Acts</span>, width: 226, cell: acts },
        ]}
        phone={(version) => ({
          first: <VersionLink version={version} path={path} />,
          firstEnd: <Size bytes={version.size} absent="" />,
          second: <Span version={version} />,
        })}
        selection={{ selected, onChange: setSelected, isKept: true }}
        {...(phone && { acts })}
      />
      <CompareBar
        chosen={versions.filter((version) => selected.has(versionKey(version)))}
        nameOf={nameOf}
        onClear={() => setSelected(new Set())}
      />
    </>
  );
}

/** The file as the newest archive with this version has it. */
function VersionLink(props: { version: FileVersion; path: string }) {
  const { version, path } = props;
  return (
    <BrowserLink
      row
      archiveId={version.lastArchiveId}
      path={parentPath(path)}
      file={path.slice(path.lastIndexOf('/') + 1)}
      className="name"
    >
      <Time at={version.mtime} as="date" absent="time not known" />
    </BrowserLink>
  );
}

/** From which archive to which one, and how many that are. */
function Span(props: { version: FileVersion }) {
  const { firstTimestamp, lastTimestamp, archives, goneIn } = props.version;
  return (
    <span className={css.span}>
      <Time at={firstTimestamp} as="date" />
      {archives > 1 && (
        <>
          {' '}
          to <Time at={lastTimestamp} as="date" />
        </>
      )}
      <span className="ink3"> · {counted(archives, 'archive')}</span>
      {goneIn !== null && <StateWord tone="suspect">then gone</StateWord>}
    </span>
  );
}

function VersionActs(props: { version: FileVersion; path: string; name: string }) {
  const { version, path, name } = props;
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  return (
    <span className={css.acts}>
      <span className="desk-only">
        <BrowserLinkButton
          archiveId={version.lastArchiveId}
          path={parentPath(path)}
          file={fileName}
          label={`Browse ${name}`}
          variant="subtle"
          size="sm"
        >
          Browse
        </BrowserLinkButton>
      </span>
      {version.type === 'file' && <Download version={version} path={path} name={name} />}
      <BasketToggle
        archive={version.lastArchiveId}
        entry={{ path, type: version.type, size: version.size }}
        name={name}
        isIcon
      />
    </span>
  );
}

function Download(props: { version: FileVersion; path: string; name: string }) {
  const { version, path, name } = props;
  return (
    <Button
      component="a"
      size="sm"
      href={downloadUrl(version.lastArchiveId, path)}
      download={downloadName(path)}
      aria-label={`Download ${name}`}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
    >
      Download
    </Button>
  );
}

function CompareBar(props: {
  chosen: readonly FileVersion[];
  nameOf: (version: FileVersion) => string;
  onClear: () => void;
}) {
  const { chosen } = props;
  const [one, other] = chosen;
  const pair = one && other && chosen.length === 2 ? comparable(one, other) : null;
  return (
    <BulkBar names={chosen.map(props.nameOf)} onClear={props.onClear}>
      {pair ? (
        <LinkButton to={diffPath(pair)} variant="filled" size="sm">
          Compare their archives
        </LinkButton>
      ) : (
        <span className="ink2 small">
          {chosen.length === 2
            ? 'They lie in different repositories.'
            : 'Two versions of one repository can be compared.'}
        </span>
      )}
    </BulkBar>
  );
}
