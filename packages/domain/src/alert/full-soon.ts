const GIB = 1024 ** 3;
/** Once told, it must rise so much above the limit to be over: a figure at the limit must not tell again and again. */
const ROOM_AGAIN = 1.25;

interface Space {
  readonly freeSpace: number | null;
  readonly deduplicatedSize: number | null;
  /** Whether it was nearly full before. */
  readonly wasFull: boolean;
}

/** Less than a twentieth of what it holds is left, or less than 1 GiB. What is not known is no reason. */
export function isFullSoon({ freeSpace, deduplicatedSize, wasFull }: Space): boolean {
  if (freeSpace === null) return false;
  const limit = Math.max(GIB, (deduplicatedSize ?? 0) / 20);
  return freeSpace < (wasFull ? limit * ROOM_AGAIN : limit);
}
