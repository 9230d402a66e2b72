import type { Archive } from '@borgcube/domain/archive/archive';
import { Facts } from '../../ui/facts.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { Size } from '../../ui/size.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { ArchiveChangeFigures } from './archive-change-figures.tsx';
import { ArchiveCommentLine } from './archive-comment.tsx';
import css from './archive-panel.module.css';

/** What is known of an archive as a whole: its comment, its size, and whether it changed more than usual. */
export function ArchivePanel(props: { archive: Archive }) {
  const { archive } = props;
  const names = useRecordNames([archive]);
  return (
    <div className={css.panel}>
      <section className={css.part}>
        <h2>This archive</h2>
        <ArchiveCommentLine key={archive.id} archive={archive} />
        <Facts
          facts={[
            ['Name', archive.name],
            ['Original', <Size key="original" bytes={archive.originalSize} />],
            ['New data', <Size key="new" bytes={archive.deduplicatedSize} />],
            ['Files', archive.nfiles === null ? undefined : formatCount(archive.nfiles)],
            ['Duration', archive.duration === null ? undefined : formatDuration(archive.duration)],
            [
              'Repository',
              <TextLink key="repository" to={`/repositories/${archive.repositoryId}`}>
                {names.repository(archive.repositoryId) ?? '…'}
              </TextLink>,
            ],
            [
              'Job',
              archive.jobId === null ? undefined : (
                <TextLink key="job" to={`/jobs/${archive.jobId}`}>
                  {archive.jobId}
                </TextLink>
              ),
            ],
            [
              'Checked',
              archive.checkedAt === null ? undefined : <Time key="checked" at={archive.checkedAt} />,
            ],
            ['Pinned', archive.pinned ? 'yes, prune leaves it alone' : undefined],
          ]}
        />
      </section>
      {archive.configId !== null && <ArchiveChangeFigures archive={archive} />}
    </div>
  );
}
