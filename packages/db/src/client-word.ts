import { contains } from './contains.ts';
import { Prisma } from './generated/sqlite/client.ts';

/** What a word of a filter asks of the client `c`: `repo:` and `transport:` look at its configs. */
export function wordCondition(word: string): Prisma.Sql {
  const [, field, rest = ''] = /^(repo|transport):(.*)$/.exec(word) ?? [];
  if (field === 'repo') {
    return Prisma.sql`EXISTS (SELECT 1 FROM "BackupConfig" b JOIN "Repository" r ON r."id" = b."repositoryId"
      WHERE b."clientId" = c."id" AND ${contains(Prisma.sql`r."name"`, rest)})`;
  }
  if (field === 'transport') {
    return Prisma.sql`EXISTS (SELECT 1 FROM "BackupConfig" b
      WHERE b."clientId" = c."id" AND ${contains(Prisma.sql`b."transport"`, rest)})`;
  }
  return Prisma.sql`(${contains(Prisma.sql`c."hostname"`, word)} OR ${contains(Prisma.sql`c."description"`, word)}
    OR EXISTS (SELECT 1 FROM "BackupConfig" b
      WHERE b."clientId" = c."id" AND ${contains(Prisma.sql`b."label"`, word)}))`;
}
