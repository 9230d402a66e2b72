/** Tables, columns, foreign keys and indexes of an open better-sqlite3 database, one JSON line each. */
export function describeSqlite(db) {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all();
  return tables.flatMap(({ name: table }) =>
    [
      ...db.prepare('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)').all(table),
      ...db
        .prepare('SELECT "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?)')
        .all(table),
      ...db
        .prepare(
          `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
        )
        .all(table),
    ].map((part) => JSON.stringify({ on: table, ...part })),
  );
}
