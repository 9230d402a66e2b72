import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { IconProgress } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JobEvent } from '../../live/job-event.ts';
import { useJobEvents } from '../../live/use-live.ts';
import { useClock } from '../../ui/clock.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { jobPath } from '../job/job-path.ts';
import { currentPath, progressLine, progressWords } from '../job/job-progress-words.ts';
import css from './overview.module.css';

const SHOWN = 4;

/** What runs, with figures that move in place. */
export function RunningNow(props: { running: Dashboard['running']; counts: Dashboard['counts'] }) {
  const [live, setLive] = useState<ReadonlyMap<number, JobEvent>>(new Map());
  useJobEvents(null, (event) => setLive((before) => new Map(before).set(event.jobId, event)));
  const { running, counts } = props;
  if (running.length === 0) return null;
  return (
    <Section
      title="Running now"
      note={counts.running}
      aside={counts.queued > 0 && <TextLink to="/jobs">{counts.queued} waiting</TextLink>}
    >
      <ul className={css.running}>
        {running.slice(0, SHOWN).map((row) => (
          <RunningRow
            key={row.job.id}
            row={row}
            progress={live.get(row.job.id)?.progress ?? row.job.progress}
          />
        ))}
      </ul>
    </Section>
  );
}

type Row = Dashboard['running'][number];

function RunningRow(props: { row: Row; progress: Row['job']['progress'] }) {
  const { row, progress } = props;
  const { now, timeZone } = useClock();
  const words = progressWords(progress, now, timeZone);
  const path = currentPath(progress);
  return (
    <li>
      <div className={css.runHead}>
        <IconProgress size={14} stroke={1.75} aria-hidden className={`breathe ${css.runIcon}`} />
        <Link to={jobPath(row.job.id)} className="name">
          {row.subject}
        </Link>
        <span className="ink2 cut">
          {row.title} · job {row.job.id}
        </span>
        <span className={css.runFigure}>{words.headline}</span>
        {words.eta && <span className="ink2 nowrap">{words.eta}</span>}
      </div>
      <ProgressBar percent={progress?.percent ?? null} label={`${row.subject}, job ${row.job.id}`} />
      <div className={css.runFoot}>
        <span className="nowrap">{progressLine(progress)}</span>
        {path && (
          <span className={css.runPath}>
            <PathText path={path} />
          </span>
        )}
      </div>
    </li>
  );
}
