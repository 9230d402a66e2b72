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

/** Names of files may hold what steers a terminal. */
export function printLine(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
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
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, '?');
}
