/** The catalog's microseconds as the wire has them, to the millisecond. */
export function instantOf(microseconds: number | null): string | null {
  if (microseconds === null) return null;
  const instant = new Date(Math.floor(microseconds / 1000));
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
