import css from './bars.module.css';

/** Share of the largest in a listing; below 0.1 % none. Decoration beside a number, so it has no words. */
export function SizeBar(props: { bytes: number; largest: number; width?: number }) {
  const share = props.largest > 0 ? props.bytes / props.largest : 0;
  if (share < 0.001) return null;
  return (
    <span className={css.size} style={{ width: props.width ?? 110 }} aria-hidden>
      <span style={{ width: `${Math.max(1, share * 100)}%` }} />
    </span>
  );
}
