import { Button } from '@mantine/core';
import { useState } from 'react';
import { wallTime } from '../../ui/format/instant.ts';
import { formatRate } from '../../ui/format/size.ts';
import { Section } from '../../ui/section.tsx';
import css from './rate-chart.module.css';
import { plotRates, type RateSample } from './rate-samples.ts';

const WIDTH = 760;
const HEIGHT = 74;
const TABLE_ROWS = 20;

/** How fast it reads, drawn only from what this page has seen. */
export function RateChart(props: {
  samples: readonly RateSample[];
  expectedEnd: number | null;
  timeZone: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const plot = plotRates(props.samples, props.expectedEnd, WIDTH, HEIGHT);
  if (!plot) return null;
  const clock = (at: number) => wallTime(new Date(at), props.timeZone).time;
  const last = props.samples.at(-1);
  const sentence = `Rate since ${clock(plot.from)}: now ${formatRate(last?.bytesPerSecond ?? 0)}, at most ${formatRate(plot.most / 1.15)}.`;
  return (
    <Section
      title="Rate"
      note={`since ${clock(plot.from)}`}
      aside={
        <Button variant="subtle" size="sm" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      {asTable ? (
        <RateTable samples={props.samples} clock={clock} />
      ) : (
        <>
          <svg
            className={css.chart}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={sentence}
          >
            <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--bc-line)" />
            <polygon points={plot.area} fill="var(--bc-running-mark)" opacity="0.12" />
            <polyline
              points={plot.line}
              fill="none"
              stroke="var(--bc-running-mark)"
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <div className={css.axis} aria-hidden>
            <span>{clock(plot.from).slice(0, 5)}</span>
            <span>at most {formatRate(plot.most / 1.15)}</span>
            <span>
              {plot.until > (last?.at ?? 0)
                ? `expected end ${clock(plot.until).slice(0, 5)}`
                : clock(plot.until).slice(0, 5)}
            </span>
          </div>
        </>
      )}
    </Section>
  );
}

function RateTable(props: { samples: readonly RateSample[]; clock: (at: number) => string }) {
  const step = Math.max(1, Math.ceil(props.samples.length / TABLE_ROWS));
  const rows = props.samples.filter((_, index) => index % step === 0);
  return (
    <table className={css.table} aria-label="Rate">
      <thead>
        <tr>
          <th>Time</th>
          <th>Rate</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((sample) => (
          <tr key={sample.at}>
            <td>{props.clock(sample.at)}</td>
            <td>{formatRate(sample.bytesPerSecond)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
