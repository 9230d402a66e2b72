/** The list with the line moved one up or down; at the ends it stays. */
export function moveLine(lines: readonly string[], at: number, step: 1 | -1): string[] {
  const to = at + step;
  if (to < 0 || to >= lines.length) return [...lines];
  const moved = [...lines];
  const [line] = moved.splice(at, 1);
  if (line !== undefined) moved.splice(to, 0, line);
  return moved;
}

/** What pasting `text` over a line makes of the list: each pasted line becomes one of its own. */
export function pasteLines(lines: readonly string[], at: number, text: string): string[] {
  const pasted = text.split(/\r?\n/).filter((line) => line !== '');
  return [...lines.slice(0, at), ...pasted, ...lines.slice(at + 1)];
}

/** A line that lacks only the slash its example begins with. */
export function slashSuggestion(line: string, example: string | undefined): string | null {
  if (!example?.startsWith('/') || line === '' || line.startsWith('/')) return null;
  return `/${line}`;
}
