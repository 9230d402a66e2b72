/** What becomes of one archive. */
export interface Fate {
  key: string;
  at: string;
  keep: boolean;
  /** In Borg's words, `daily #3`; `pinned` or `held`: no rule would keep it. */
  rule: string | null;
  name?: string;
  /** Whose it is, where archives of several stand together. */
  host?: string;
  archiveId?: string;
}

export interface FateMonth {
  /** `Nov 2026` */
  label: string;
  fates: Fate[];
}

/** Month by month, newest first; within a month oldest first, as time runs. */
export function fateMonths(fates: readonly Fate[], timeZone: string): FateMonth[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, month: 'short', year: 'numeric' });
  const months = new Map<string, Fate[]>();
  for (const fate of fates) {
    const label = format.format(new Date(fate.at));
    const month = months.get(label);
    if (month) month.push(fate);
    else months.set(label, [fate]);
  }
  return [...months].map(([label, inside]) => ({ label, fates: inside.reverse() }));
}

/** `kept: daily #3`, `deleted`. */
export function fateWords({ keep, rule }: Pick<Fate, 'keep' | 'rule'>): string {
  if (!keep) return 'deleted';
  return rule === null ? 'kept' : `kept: ${rule}`;
}
