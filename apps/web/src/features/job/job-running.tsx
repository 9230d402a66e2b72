import type { JobDetail } from '@borgcube/domain/job/job';
import { useClock } from '../../ui/clock.tsx';
import { Figures } from '../../ui/figures.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { formatRate } from '../../ui/format/size.ts';
import { PathText } from '../../ui/path-text.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import css from './job-page.module.css';
import { actWords, currentPath, filesCaption, knownEta, progressWords } from './job-progress-words.ts';
import { RateChart } from './rate-chart.tsx';
import { useRateSamples } from './use-rate-samples.ts';

/** While it runs: how far, how long still, what it reads now, and how fast. */
export function JobRunning(props: { job: JobDetail; now: Date }) {
  const { timeZone } = useClock();
  const { job } = props;
  const { progress } = job;
  const samples = useRateSamples(job);
  const words = job.kind === 'backup' ? progressWords(progress, props.now, timeZone) : actWords(progress);
  const path = currentPath(progress);
  const now = progress?.message ?? (job.kind === 'backup' && 'nothing is being read');
  const etaMs = progress && knownEta(progress);
  const end = progress && etaMs !== null ? Date.parse(progress.updatedAt) + etaMs : null;
  return (
    <>
      <Section>
        <div className={css.headline}>
          <strong>{words.headline}</strong>
          <span className="ink2">{words.sentence}</span>
        </div>
        <ProgressBar percent={progress?.percent ?? null} label={`Progress of job ${job.id}`} />
        {(path || now) && (
          <p className={css.now}>
            <span className="ink3">Now</span>
            {path ? <PathText path={path} /> : <span className="ink3">{now}</span>}
          </p>
        )}
        {progress && job.kind === 'backup' && (
          <Figures
            figures={[
              {
                value: progress.rate === null ? <Unknown /> : formatRate(progress.rate),
                caption: 'read, last 10 s',
              },
              {
                value: progress.nfiles === null ? <Unknown /> : formatCount(progress.nfiles),
                caption: filesCaption(progress),
              },
              { value: <Size bytes={progress.originalSize} />, caption: 'original' },
              { value: <Size bytes={progress.compressedSize} />, caption: 'compressed' },
              { value: <Size bytes={progress.deduplicatedSize} />, caption: 'new in the repository' },
            ]}
          />
        )}
      </Section>
      {job.kind === 'backup' && <RateChart samples={samples} expectedEnd={end} timeZone={timeZone} />}
    </>
  );
}

function Unknown() {
  return <span className={css.unknown}>not known yet</span>;
}
