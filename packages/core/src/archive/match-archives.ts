import type { StoredArchive } from '@borgcube/db/archive-store';

/** An archive as Borg lists it; `id` is its fingerprint. */
export interface ListedArchive {
  readonly id: string;
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
}

export interface ArchiveMatch {
  /** Rows whose archive is there under the same fingerprint. */
  readonly same: readonly StoredArchive[];
  /** Renamed, commented or recreated: the same archive under another fingerprint. */
  readonly adopted: ReadonlyArray<{ readonly row: StoredArchive; readonly listed: ListedArchive }>;
  readonly added: readonly ListedArchive[];
  readonly gone: readonly StoredArchive[];
}

type Key = (archive: { name: string; start: number; end: number | null }) => string | null;

/** First name and start (a new comment keeps both), then start and end (a new name keeps both). */
const SECOND_LOOKS: readonly Key[] = [
  ({ name, start }) => `${start} ${name}`,
  ({ start, end }) => (end === null ? null : `${start} ${end}`),
];

/**
 * Which row is which archive: by fingerprint, then by the name that a job of ours gave it, then by what a rename or
 * comment leaves alone, if that is not shared.
 */
export function matchArchives(
  rows: readonly StoredArchive[],
  listed: readonly ListedArchive[],
  newNames: ReadonlyMap<string, string> = new Map(),
): ArchiveMatch {
  const present = new Set(listed.map(({ id }) => id));
  const known = new Set(rows.map(({ fingerprint }) => fingerprint));
  const same = rows.filter(({ fingerprint }) => present.has(fingerprint));
  let gone = rows.filter(({ fingerprint }) => !present.has(fingerprint));
  let added = listed.filter(({ id }) => !known.has(id));
  const adopted: { row: StoredArchive; listed: ListedArchive }[] = [];
  const leaveOut = () => {
    const taken = new Set<unknown>(adopted.flatMap((pair) => [pair.row, pair.listed]));
    gone = gone.filter((row) => !taken.has(row));
    added = added.filter((one) => !taken.has(one));
  };
  for (const row of gone) {
    const found = added.find(
      ({ name, start }) => name === newNames.get(row.id) && start.getTime() === row.timestamp.getTime(),
    );
    if (found) adopted.push({ row, listed: found });
  }
  leaveOut();
  for (const key of SECOND_LOOKS) {
    const byKey = onlyOnes(added, (one) =>
      key({ name: one.name, start: one.start.getTime(), end: one.end.getTime() }),
    );
    const rowsByKey = onlyOnes(gone, (row) =>
      key({ name: row.name, start: row.timestamp.getTime(), end: row.timestampEnd?.getTime() ?? null }),
    );
    for (const [text, row] of rowsByKey) {
      const found = byKey.get(text);
      if (found) adopted.push({ row, listed: found });
    }
    leaveOut();
  }
  return { same, adopted, added, gone };
}

/** What two share tells them not apart, and is left out. */
function onlyOnes<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T> {
  const found = new Map<string, T>();
  const shared = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    if (found.has(key)) shared.add(key);
    found.set(key, item);
  }
  for (const key of shared) found.delete(key);
  return found;
}
