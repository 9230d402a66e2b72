const WIDTH = 84;
const HEIGHT = 20;

/** The last sizes as a small line with an end dot; violet when the last is suspect. Fewer than two draw nothing. */
export function SizeSpark(props: { sizes: readonly number[]; suspect?: boolean; label: string }) {
  if (props.sizes.length < 2) return null;
  const most = Math.max(...props.sizes);
  const least = Math.min(...props.sizes);
  const spread = most - least || 1;
  const points = props.sizes.map((size, index) => ({
    x: 2 + (index / (props.sizes.length - 1)) * (WIDTH - 6),
    y: HEIGHT - 4 - ((size - least) / spread) * (HEIGHT - 8),
  }));
  const last = points.at(-1);
  const stroke = props.suspect ? 'var(--bc-suspect-mark)' : 'var(--bc-ink-2)';
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={props.label}>
      <polyline
        points={points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke={stroke}
        strokeWidth="1.25"
      />
      {last && <circle cx={last.x} cy={last.y} r="2" fill={stroke} />}
    </svg>
  );
}
