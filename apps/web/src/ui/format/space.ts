/** Narrow no-break space: stands between a number and its unit. */
export const NARROW = '\u202f';
