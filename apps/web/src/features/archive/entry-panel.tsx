import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { Button } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useClock } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { counted } from '../../ui/format/count.ts';
import { formatInstantFull } from '../../ui/format/instant.ts';
import { formatBytes, formatSize } from '../../ui/format/size.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { VersionThread } from '../file-history/version-thread.tsx';
import { BasketToggle } from '../restore/basket-toggle.tsx';
import { downloadName, downloadUrl, visibleName } from './archive-path.ts';
import css from './browser.module.css';

/** What is known of one entry, its bytes, and its versions in other archives. */
export function EntryPanel(props: { archive: Archive; entry: ArchiveEntry; onClose: () => void }) {
  const { archive, entry } = props;
  const { timeZone } = useClock();
  const phone = usePhone();
  const owner = [entry.user, entry.group].filter((name) => name !== null).join(':');
  return (
    <section className={css.panel} aria-label={visibleName(entry.name)}>
      <div className={css.panelPart}>
        {!phone && (
          <div className={css.panelHead}>
            <h2 className="mono">{visibleName(entry.name)}</h2>
            <IconButton icon={IconX} label="Close" onClick={props.onClose} />
          </div>
        )}
        <p className={`${css.panelPath} mono`}>{visibleName(entry.path)}</p>
        <Facts
          facts={[
            ['Kind', entry.type === 'file' ? undefined : entry.type],
            ['Size', sizeWords(entry)],
            ['Files', entry.files === undefined ? undefined : counted(entry.files, 'file')],
            [
              'Modified',
              entry.mtime === null ? undefined : formatInstantFull(new Date(entry.mtime), timeZone),
            ],
            ['Mode', entry.mode === null ? undefined : `${entry.mode} ${owner}`],
            ['Points to', entry.linkTarget === undefined ? undefined : visibleName(entry.linkTarget)],
            ['Hard link to', entry.hardLink === undefined ? undefined : visibleName(entry.hardLink)],
          ]}
        />
        <div className={css.panelActs}>
          {entry.type === 'file' && (
            <Button
              component="a"
              href={downloadUrl(archive.id, entry.path)}
              download={downloadName(entry.path)}
              leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
            >
              Download
            </Button>
          )}
          <BasketToggle archive={archive} entry={entry} name={visibleName(entry.name)} />
          <CopyButton label="Copy path" text={entry.path} />
        </div>
      </div>
      {entry.type !== 'directory' && <VersionThread archive={archive} path={entry.path} />}
    </section>
  );
}

function sizeWords(entry: ArchiveEntry): string | undefined {
  if (entry.size === null || (entry.type === 'directory' && entry.files === undefined)) return undefined;
  const bytes = formatBytes(entry.size);
  return entry.size < 1024 ? bytes : `${formatSize(entry.size)}, ${bytes}`;
}
