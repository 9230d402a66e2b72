import { Prisma } from './generated/sqlite/client.ts';

/** Whether a column holds a text, whatever the case of its ASCII letters; `%` and `_` stand for themselves. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`LOWER(${column}) LIKE ${pattern} ESCAPE '\\'`;
}
