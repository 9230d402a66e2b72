import { memo } from 'react';
import { useClock } from '../../ui/clock.tsx';
import { counted, formatCount } from '../../ui/format/count.ts';
import { type Fate, fateMonths, fateWords } from './fate.ts';
import css from './retention.module.css';

/** Kept by no rule. */
const isSpecial = ({ rule }: Fate) => rule === 'pinned' || rule === 'held';

/** Archives on a time line, a row a month: what is kept is filled, what goes is an outline, each with its rule. */
export const FateLine = memo(function FateLine(props: { fates: readonly Fate[]; label: string }) {
  const { timeZone } = useClock();
  return <Line {...props} timeZone={timeZone} />;
});

/** Thousands of marks: drawn anew only when they change. */
const Line = memo(function Line(props: { fates: readonly Fate[]; label: string; timeZone: string }) {
  const { timeZone } = props;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const kept = props.fates.filter(({ keep }) => keep).length;
  const gone = props.fates.length - kept;
  const special = props.fates.filter(isSpecial).length;
  if (props.fates.length === 0) return null;
  return (
    <div>
      <p className={css.legend}>
        <span>
          <i className={css.mark} data-keep aria-hidden /> {formatCount(kept - special)} kept
        </span>
        {special > 0 && (
          <span>
            <i className={css.mark} data-keep data-special aria-hidden /> {formatCount(special)} pinned or
            held
          </span>
        )}
        <span>
          <i className={css.mark} aria-hidden /> {formatCount(gone)} deleted
        </span>
      </p>
      <div
        className={css.line}
        role="img"
        aria-label={`${props.label}: ${kept} of ${counted(props.fates.length, 'archive')} kept`}
      >
        {fateMonths(props.fates, timeZone).map((month) => (
          <div key={month.label} className={css.month}>
            <span className={css.label}>{month.label}</span>
            <span className={css.marks}>
              {month.fates.map((fate) => (
                <i
                  key={fate.key}
                  className={css.mark}
                  data-keep={fate.keep || undefined}
                  data-special={isSpecial(fate) || undefined}
                  title={`${format.format(new Date(fate.at))} · ${fateWords(fate)}`}
                />
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
});
