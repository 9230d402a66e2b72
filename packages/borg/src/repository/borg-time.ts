/**
 * Borg writes local time without a zone; BorgCube's Borg always runs in UTC.
 * Throws on anything else, so that a wrong instant never is stored.
 */
export function parseBorgTime(text: unknown): Date {
  const match = typeof text === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,6})?$/.exec(text) : null;
  if (!match) throw new RangeError(`Borg wrote a time that cannot be read: ${String(text)}`);
  return new Date(`${match[1]}${(match[2] ?? '').slice(0, 4)}Z`);
}
