import type { JobDetail } from '@borgcube/domain/job/job';
import { IconCheck, IconCircle, IconPlayerStop, IconProgress, IconSquareX } from '@tabler/icons-react';
import css from './state-track.module.css';
import { type SegmentStanding, trackSegments } from './state-track-segments.ts';

const SHAPES = {
  past: IconCheck,
  current: IconProgress,
  failed: IconSquareX,
  stopped: IconPlayerStop,
  ahead: IconCircle,
} satisfies Record<SegmentStanding, unknown>;

const SPOKEN: Record<SegmentStanding, string> = {
  past: 'done',
  current: 'now',
  failed: 'failed here',
  stopped: 'stopped here',
  ahead: '',
};

/** The states that this kind of job goes through, each as wide as it usually takes. */
export function StateTrack(props: { job: JobDetail; now: Date }) {
  const segments = trackSegments(props.job, props.now);
  if (segments.length === 0) return null;
  const current = segments.find((segment) => segment.standing === 'current' || segment.standing === 'failed');
  return (
    <div className={css.frame}>
      <ol className={css.track} aria-label="States">
        {segments.map((segment) => {
          const Shape = SHAPES[segment.standing];
          return (
            <li
              key={segment.name}
              className={css.segment}
              data-standing={segment.standing}
              style={{ flexGrow: segment.share }}
            >
              <div className={css.bar}>
                {segment.standing !== 'ahead' && <span style={{ width: `${segment.filled * 100}%` }} />}
              </div>
              <div className={css.title}>
                <Shape
                  size={segment.standing === 'ahead' ? 8 : 14}
                  stroke={1.75}
                  aria-hidden
                  className={segment.standing === 'current' ? 'breathe' : ''}
                />
                <span className="cut">{segment.title}</span>
                <span className="unseen">{SPOKEN[segment.standing]}</span>
              </div>
              <div className={css.words}>{segment.words}</div>
            </li>
          );
        })}
      </ol>
      {current && (
        <p className={css.narrow} aria-hidden>
          {current.title}, {current.words}
        </p>
      )}
    </div>
  );
}
