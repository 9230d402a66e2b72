/** What a command answers, as JSON or as a table for people. */
export function printRows(
  rows: ReadonlyArray<Readonly<Record<string, unknown>>>,
  { json, columns }: { readonly json: boolean; readonly columns: readonly string[] },
): void {
  if (json) {
    printJson(rows);
    return;
  }
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  for (const line of lines) {
    process.stdout.write(
      `${line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One `name: value` per line. */
export function printRecord(record: Readonly<Record<string, unknown>>, json: boolean): void {
  if (json) {
    printJson(record);
    return;
  }
  const width = Math.max(...Object.keys(record).map((name) => name.length));
  for (const [name, value] of Object.entries(record)) {
    process.stdout.write(`${`${name}:`.padEnd(width + 2)}${cell(value)}\n`);
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  // Control characters of a name must not steer the terminal.
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/[\p{Cc}]/gu, '?');
}
