import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveDiff } from '@borgcube/domain/catalog/catalog';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { cutMiddle } from '../../ui/format/middle-cut.ts';
import { Section } from '../../ui/section.tsx';
import { usePhone } from '../../ui/use-phone.ts';
import { visibleName } from '../archive/archive-path.ts';
import { BrowserLink } from '../archive/browser-link.tsx';
import { signedSize } from '../archive/size-delta.tsx';
import css from './archive-diff.module.css';

const SHOWN = 6;

/** The folders that explain most of the difference, largest first. */
export function Growth(props: {
  folders: ArchiveDiff['folders'];
  delta: number;
  from: Archive;
  to: Archive;
}) {
  const { folders, delta } = props;
  const [isWhole, setWhole] = useState(false);
  const phone = usePhone();
  if (folders.length === 0) return null;
  const most = Math.max(...folders.map((folder) => Math.abs(folder.delta)));
  const shown = isWhole ? folders : folders.slice(0, SHOWN);
  return (
    <Section title={delta > 0 ? 'Why it grew' : delta < 0 ? 'Why it shrank' : 'What changed most'}>
      <ul className={css.folders}>
        {shown.map((folder) => (
          <li key={folder.path}>
            <BrowserLink
              // What shrank to nothing is no longer there to be looked at.
              archiveId={folder.delta < 0 ? props.from.id : props.to.id}
              path={folder.path}
              className={`${css.folder} link mono cut`}
              title={visibleName(`/${folder.path}`)}
            >
              {cutMiddle(visibleName(`/${folder.path}`), phone ? 30 : 72)}
            </BrowserLink>
            <span className={css.bar} aria-hidden>
              <span
                data-less={folder.delta < 0}
                style={{ width: `${Math.max(1, (Math.abs(folder.delta) / most) * 100)}%` }}
              />
            </span>
            <span className={css.figure}>{signedSize(folder.delta)}</span>
          </li>
        ))}
      </ul>
      {folders.length > shown.length && (
        <Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
          Show {folders.length - shown.length} more folders
        </Button>
      )}
    </Section>
  );
}
