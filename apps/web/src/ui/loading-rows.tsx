import { useEffect, useState } from 'react';
import css from './states.module.css';

const QUIET_MS = 200;
const WIDTHS = [80, 58, 84, 66, 50, 60, 72, 50];

/** Nothing for 200 ms, then grey bars in the shape of rows; never a spinner for a page. */
export function LoadingRows(props: { rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.loading} role="status" aria-busy="true">
      <span className="unseen">Loading</span>
      {late &&
        Array.from({ length: props.rows ?? 8 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars stand for nothing yet
          <div key={row} className={css.bars} aria-hidden>
            <span style={{ width: WIDTHS[row % WIDTHS.length] }} />
            <span style={{ width: 90 }} />
            <span style={{ width: WIDTHS[(row + 3) % WIDTHS.length] }} />
            <span style={{ width: 54 }} />
          </div>
        ))}
    </div>
  );
}
