export interface TimedState {
  readonly state: string;
  readonly at: Date;
}

/**
 * How long each state usually lasts: the median over the given runs, in milliseconds. Each run is the list of its
 * transitions in order; its last state lasts for ever and is left out.
 */
export function usualDurations(runs: readonly (readonly TimedState[])[]): ReadonlyMap<string, number> {
  const durations = new Map<string, number[]>();
  for (const run of runs) {
    run.forEach((entered, index) => {
      const left = run[index + 1];
      if (!left) return;
      const known = durations.get(entered.state) ?? [];
      durations.set(entered.state, [...known, left.at.getTime() - entered.at.getTime()]);
    });
  }
  return new Map([...durations].map(([state, list]) => [state, Math.round(median(list))]));
}

/** Of an even number of values the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
