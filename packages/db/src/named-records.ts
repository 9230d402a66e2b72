import { contains } from './contains.ts';
import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

/** Of each noun: what is read, and what a person calls a record of it. */
const NAMES = {
  repository: { from: Prisma.sql`"Repository" n`, name: Prisma.sql`n."name"` },
  sshKey: { from: Prisma.sql`"SshKey" n`, name: Prisma.sql`n."name"` },
  schedule: { from: Prisma.sql`"Schedule" n`, name: Prisma.sql`n."name"` },
  retentionPolicy: { from: Prisma.sql`"RetentionPolicy" n`, name: Prisma.sql`n."name"` },
  pruneConfig: { from: Prisma.sql`"PruneConfig" n`, name: Prisma.sql`n."name"` },
  notificationChannel: { from: Prisma.sql`"NotificationChannel" n`, name: Prisma.sql`n."name"` },
  backupConfig: {
    from: Prisma.sql`"BackupConfig" n JOIN "Client" c ON c."id" = n."clientId"`,
    name: Prisma.sql`c."hostname" || ' ' || n."label"`,
  },
  checkConfig: {
    from: Prisma.sql`"CheckConfig" n JOIN "Repository" r ON r."id" = n."repositoryId"`,
    name: Prisma.sql`r."name" || ' ' || n."label"`,
  },
} as const;

const FOUND_MAX = 1000;

/** The condition of a list that only shows records whose name holds every word, the newest thousand of them. */
export async function whereNamed(
  db: Transaction,
  noun: keyof typeof NAMES,
  text: string | undefined,
): Promise<{ readonly id?: { in: string[] } }> {
  const words = (text ?? '').split(/\s+/).filter(Boolean);
  if (words.length === 0) return {};
  const { from, name } = NAMES[noun];
  const conditions = Prisma.join(
    words.map((word) => contains(name, word)),
    ' AND ',
  );
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT n."id" AS "id" FROM ${from} WHERE ${conditions} ORDER BY n."createdAt" DESC LIMIT ${FOUND_MAX}`;
  return { id: { in: rows.map((row) => row.id) } };
}
