/** One line of the table: a figure taken several times, in the order in which it was taken. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What this figure is held against, if a promise stands. */
  readonly limit?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The smallest value that so large a share of them does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function formatTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, unit, values, limit }) => [
    name,
    `${figure(median(values))} ${unit}`,
    `${figure(Math.min(...values))}–${figure(Math.max(...values))}`,
    String(values.length),
    limit === undefined ? '' : `≤ ${figure(limit)} ${unit}`,
  ]);
  const all = [['what', 'median', 'range', 'runs', 'promised'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const figure = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(3));
