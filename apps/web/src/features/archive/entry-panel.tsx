import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { Button } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useClock } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatInstantFull } from '../../ui/format/instant.ts';
import { formatBytes, formatSize } from '../../ui/format/size.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { downloadName, downloadUrl, visibleName } from './archive-path.ts';
import css from './browser.module.css';

/** What is known of one entry, and its bytes. */
export function EntryPanel(props: { archiveId: string; entry: ArchiveEntry; onClose: () => void }) {
  const { entry } = props;
  const { timeZone } = useClock();
  const phone = usePhone();
  const owner = [entry.user, entry.group].filter((name) => name !== null).join(':');
  return (
    <section className={css.panel} aria-label={visibleName(entry.name)}>
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
          ['Size', entry.size === null ? undefined : `${formatSize(entry.size)}, ${formatBytes(entry.size)}`],
          ['Modified', entry.mtime === null ? undefined : formatInstantFull(new Date(entry.mtime), timeZone)],
          ['Mode', entry.mode === null ? undefined : `${entry.mode} ${owner}`],
          ['Points to', entry.linkTarget === undefined ? undefined : visibleName(entry.linkTarget)],
          ['Hard link to', entry.hardLink === undefined ? undefined : visibleName(entry.hardLink)],
        ]}
      />
      <div className={css.panelActs}>
        {entry.type === 'file' && (
          <Button
            component="a"
            href={downloadUrl(props.archiveId, entry.path)}
            download={downloadName(entry.path)}
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          >
            Download
          </Button>
        )}
        <CopyButton label="Copy path" text={entry.path} />
      </div>
    </section>
  );
}
