/** The form in which archive names are searched: without case and accents, alike on every database. */
export function nameKey(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
