const DAY_MS = 86_400_000;
/** Younger ones say their age themselves. */
const OLD_DAYS = 7;

/** How old an archive is, where one could take it for a recent one: `14 d old`, `13 months old`; else null. */
export function oldWords(timestamp: string, now: Date): string | null {
  const days = Math.floor((now.getTime() - Date.parse(timestamp)) / DAY_MS);
  if (days < OLD_DAYS) return null;
  if (days < 60) return `${days} d old`;
  const months = Math.floor(days / 30.44);
  if (months < 24) return `${months} months old`;
  return `${Math.floor(days / 365.25)} years old`;
}
