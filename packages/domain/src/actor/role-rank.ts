/** What each role includes, by rank; free of schemas, so that a browser may load it alone. */
export const ROLE_RANK = { viewer: 0, operator: 1, admin: 2 } as const;
