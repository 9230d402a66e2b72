/**
 * Keeps the order and membership that a reader sees: rows known already get their new figures in place,
 * rows that came or went are only counted.
 */
export function freezeOrder<Row>(
  shown: readonly Row[],
  fresh: readonly Row[],
  keyOf: (row: Row) => string,
): { rows: Row[]; changes: number } {
  const byKey = new Map(fresh.map((row) => [keyOf(row), row]));
  const rows = shown.map((row) => byKey.get(keyOf(row)) ?? row);
  const known = new Set(shown.map(keyOf));
  const gone = shown.filter((row) => !byKey.has(keyOf(row))).length;
  const came = fresh.filter((row) => !known.has(keyOf(row))).length;
  const kept = fresh.filter((row) => known.has(keyOf(row))).map(keyOf);
  const moved = shown.map(keyOf).filter((key) => byKey.has(key));
  const reordered = kept.some((key, index) => moved[index] !== key) ? 1 : 0;
  return { rows, changes: gone + came || reordered };
}
