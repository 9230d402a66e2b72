const HOUR_MS = 3_600_000;

export type Sample = 'hourly' | 'six-hourly' | 'daily';

export const SAMPLE_OPTIONS: readonly { readonly value: Sample; readonly label: string }[] = [
  { value: 'hourly', label: 'Hourly' },
  { value: 'six-hourly', label: 'Every 6 h' },
  { value: 'daily', label: 'Daily' },
];

export const SAMPLE_WORDS: Readonly<Record<Sample, string>> = {
  hourly: 'hourly for 60 days',
  'six-hourly': 'every 6 hours for a year',
  daily: 'daily for 3 years',
};

const SHAPES: Readonly<Record<Sample, { readonly stepHours: number; readonly count: number }>> = {
  hourly: { stepHours: 1, count: 60 * 24 },
  'six-hourly': { stepHours: 6, count: 365 * 4 },
  daily: { stepHours: 24, count: 3 * 365 },
};

/** Instants of backups that were made in that rhythm until the last full hour; newest first. */
export function sampleHistory(sample: Sample, now: Date): string[] {
  const last = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const { stepHours, count } = SHAPES[sample];
  return Array.from({ length: count }, (_, index) =>
    new Date(last - index * stepHours * HOUR_MS).toISOString(),
  );
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/** Pasted instants, one a line, as `borg list` and logs write them; without a zone they are UTC. Null where it is no time. */
export function parseTimes(text: string): { readonly times: string[]; readonly bad: string[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => ({ line, time: parseTime(line) }));
  return {
    times: read.flatMap(({ time }) => time ?? []),
    bad: read.filter(({ time }) => time === null).map(({ line }) => line),
  };
}

function parseTime(line: string): string | null {
  const match = TIME.exec(line);
  if (!match) return null;
  const at = new Date(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
