/** Marks of the letters of `text` that the words of `asked` hit; null when a word is not in it. */
export function fuzzyMarks(text: string, asked: string): ReadonlySet<number> | null {
  const marks = new Set<number>();
  const low = text.toLowerCase();
  for (const word of asked.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = wordMarks(low, word);
    if (!found) return null;
    for (const at of found) marks.add(at);
  }
  return marks;
}

/** The word as a whole where it stands, else its letters in order. */
function wordMarks(text: string, word: string): number[] | null {
  const whole = text.indexOf(word);
  if (whole >= 0) return Array.from(word, (_, index) => whole + index);
  const marks: number[] = [];
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return null;
    marks.push(at);
    from = at + 1;
  }
  return marks.at(-1) !== undefined && (marks.at(-1) ?? 0) - (marks[0] ?? 0) <= word.length * 3
    ? marks
    : null;
}
