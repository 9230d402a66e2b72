import css from './age-bar.module.css';
import { formatAge } from './format/duration.ts';

const OVER = 2;

/**
 * Age against objective, the same everywhere: a tick in the middle is the objective, solid up to it,
 * hatched past it, the end is twice the objective.
 */
export function AgeBar(props: { ageMs: number | null; objectiveMs: number; width?: number }) {
  const width = props.width ?? 118;
  const { ageMs, objectiveMs } = props;
  if (ageMs === null) return <span className="ink3">no good archive yet</span>;
  const share = Math.min(OVER, ageMs / objectiveMs) / OVER;
  const late = ageMs > objectiveMs;
  return (
    <span
      className={css.bar}
      data-late={late}
      style={{ width }}
      role="img"
      aria-label={`${formatAge(ageMs)} of ${formatAge(objectiveMs)}`}
    >
      <span className={css.solid} style={{ width: `${Math.min(share, 0.5) * 100}%` }} />
      {late && <span className={css.hatched} style={{ width: `${(share - 0.5) * 100}%` }} />}
      <span className={css.tick} />
    </span>
  );
}

/** The bar with its age in words beside it; late ages are tinted. */
export function AgeAgainstObjective(props: { ageMs: number | null; objectiveMs: number; width?: number }) {
  if (props.ageMs === null) return <AgeBar {...props} />;
  return (
    <span className={css.pair}>
      <AgeBar {...props} />
      <span className={css.words} data-late={props.ageMs > props.objectiveMs}>
        {formatAge(props.ageMs)}
      </span>
    </span>
  );
}
