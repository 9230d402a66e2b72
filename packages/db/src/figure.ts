/** A stored size or duration as a plain number; beyond 2^53 (9 PB) it would lose its last digits. */
export function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
