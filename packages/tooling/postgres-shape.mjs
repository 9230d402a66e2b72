const PARTS = [
  `SELECT c.relname AS "on", a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
   LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
  `SELECT tablename AS "on", indexdef FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT conrelid::regclass::text AS "on", conname, pg_get_constraintdef(oid) FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace`,
  `SELECT typname AS "on", array_agg(enumlabel::text ORDER BY enumlabel::text) FROM pg_enum
   JOIN pg_type t ON t.oid = enumtypid WHERE t.typnamespace = 'public'::regnamespace GROUP BY 1`,
];

/** Columns, indexes, constraints and enums that the scripts build, one JSON line each; rolled back afterwards. */
export async function describePostgres(client, scripts) {
  await client.query('BEGIN');
  try {
    for (const script of scripts) await client.query(script);
    const lines = [];
    for (const part of PARTS)
      lines.push(...(await client.query(part)).rows.map((row) => JSON.stringify(row)));
    return lines;
  } finally {
    await client.query('ROLLBACK');
  }
}
