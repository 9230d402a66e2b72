import css from './bars.module.css';

/** A bar with a known total; without one nothing is drawn, because unknown is not zero. */
export function ProgressBar(props: { percent: number | null; label: string; tone?: 'running' | 'failed' }) {
  if (props.percent === null) return null;
  const percent = Math.min(100, Math.max(0, props.percent));
  return (
    <div
      className={css.progress}
      data-tone={props.tone ?? 'running'}
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}
