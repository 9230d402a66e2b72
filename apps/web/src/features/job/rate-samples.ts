import type { JobProgress } from '@borgcube/domain/job/job';

export interface RateSample {
  at: number;
  bytesPerSecond: number;
}

/** An hour at one sample a second is more than a chart of 760 px can show; older halves are thinned. */
const MOST_SAMPLES = 1200;

/** Adds what one progress event says; events without a rate, and repeated ones, add nothing. */
export function addRateSample(
  samples: readonly RateSample[],
  progress: JobProgress | null,
): readonly RateSample[] {
  if (!progress || progress.rate === null) return samples;
  const at = Date.parse(progress.updatedAt);
  const last = samples.at(-1);
  if (last && last.at >= at) return samples;
  const longer = [...samples, { at, bytesPerSecond: progress.rate }];
  return longer.length <= MOST_SAMPLES ? longer : longer.filter((_, index) => index % 2 === 0);
}

export interface RatePlot {
  line: string;
  area: string;
  most: number;
  from: number;
  until: number;
}

/** Points of the chart in a box of `width` by `height`; `until` is the expected end where one is known. */
export function plotRates(
  samples: readonly RateSample[],
  expectedEnd: number | null,
  width: number,
  height: number,
): RatePlot | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at <= first.at) return null;
  const until = Math.max(expectedEnd ?? 0, last.at);
  const most = Math.max(...samples.map((sample) => sample.bytesPerSecond), 1) * 1.15;
  const points = samples.map((sample) => {
    const x = ((sample.at - first.at) / (until - first.at)) * width;
    const y = height - (sample.bytesPerSecond / most) * height;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const end = (((last.at - first.at) / (until - first.at)) * width).toFixed(1);
  return {
    line: points.join(' '),
    area: `0,${height} ${points.join(' ')} ${end},${height}`,
    most,
    from: first.at,
    until,
  };
}
