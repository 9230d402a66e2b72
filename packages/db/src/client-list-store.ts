import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { type StandingName, standingCondition } from './client-standing-store.ts';
import { findClients, type StoredClient } from './client-store.ts';
import { wordCondition } from './client-word.ts';
import { Prisma } from './generated/sqlite/client.ts';
import type { PageAsked } from './keyset.ts';
import type { Transaction } from './open-database.ts';

export interface ClientsAsked extends PageAsked {
  /** `oldest`: what should be backed up and never was, then by newest good archive, then what expects no backup. */
  readonly order: 'newest' | 'oldest';
  readonly text?: string | undefined;
  readonly standing?: StandingName | undefined;
}

/** A part of a list; within it the time and then the id decide. */
interface Part {
  readonly time: Prisma.Sql;
  readonly holds: Prisma.Sql;
  readonly way: Prisma.Sql;
  readonly behind: Prisma.Sql;
}

const EXPECTED = Prisma.sql`EXISTS (SELECT 1 FROM "BackupConfig" b WHERE b."clientId" = c."id" AND b."enabled" = ${true})`;
const UP = { way: Prisma.sql`ASC`, behind: Prisma.sql`>` };
const PARTS: Readonly<Record<string, Part>> = {
  newest: {
    time: Prisma.sql`c."createdAt"`,
    holds: Prisma.sql`1 = 1`,
    way: Prisma.sql`DESC`,
    behind: Prisma.sql`<`,
  },
  never: {
    time: Prisma.sql`c."createdAt"`,
    holds: Prisma.sql`c."newestGoodArchiveAt" IS NULL AND ${EXPECTED}`,
    ...UP,
  },
  saved: {
    time: Prisma.sql`c."newestGoodArchiveAt"`,
    holds: Prisma.sql`c."newestGoodArchiveAt" IS NOT NULL`,
    ...UP,
  },
  idle: {
    time: Prisma.sql`c."createdAt"`,
    holds: Prisma.sql`c."newestGoodArchiveAt" IS NULL AND NOT ${EXPECTED}`,
    ...UP,
  },
};
const ORDERS = { newest: ['newest'], oldest: ['never', 'saved', 'idle'] } as const;

interface Position {
  readonly part: string;
  readonly at: Date;
  readonly id: string;
}

export async function listClients(
  db: Transaction,
  asked: ClientsAsked,
  now: Date,
): Promise<Page<StoredClient>> {
  const names: readonly string[] = ORDERS[asked.order];
  const after = asked.cursor ? readCursor(asked.cursor, names) : null;
  const conditions = await conditionsOf(db, asked, now);
  const found: Position[] = [];
  for (const name of names.slice(after ? names.indexOf(after.part) : 0)) {
    const left = asked.limit + 1 - found.length;
    if (left > 0) found.push(...(await readPart(db, name, { conditions, after, left })));
  }
  const shown = found.slice(0, asked.limit);
  const last = shown.at(-1);
  const clients = await findClients(
    db,
    shown.map((row) => row.id),
  );
  return { items: clients, nextCursor: found.length > asked.limit && last ? writeCursor(last) : null };
}

async function readPart(
  db: Transaction,
  name: string,
  asked: {
    readonly conditions: readonly Prisma.Sql[];
    readonly after: Position | null;
    readonly left: number;
  },
): Promise<Position[]> {
  const part = PARTS[name];
  if (!part) return [];
  const { time, way, behind } = part;
  const after = asked.after?.part === name ? asked.after : null;
  // The outer comparison is what lets both databases seek in the index.
  const seek = after
    ? [
        Prisma.sql`${time} ${behind}= ${after.at} AND (${time} ${behind} ${after.at} OR c."id" ${behind} ${after.id})`,
      ]
    : [];
  const where = Prisma.join([part.holds, ...asked.conditions, ...seek], ' AND ');
  const rows = await db.$queryRaw<{ id: string; at: string | Date }[]>`
    SELECT c."id" AS "id", ${time} AS "at" FROM "Client" c WHERE ${where}
    ORDER BY ${time} ${way}, c."id" ${way} LIMIT ${asked.left}`;
  return rows.map((row) => ({ part: name, at: new Date(row.at), id: row.id }));
}

async function conditionsOf(db: Transaction, asked: ClientsAsked, now: Date): Promise<Prisma.Sql[]> {
  const words = (asked.text ?? '').toLowerCase().split(/\s+/).filter(Boolean).map(wordCondition);
  if (asked.standing === undefined) return words;
  return [...words, await standingCondition(db, asked.standing, now)];
}

function writeCursor({ part, at, id }: Position): string {
  return Buffer.from(`${part} ${at.getTime()} ${id}`).toString('base64url');
}

function readCursor(cursor: string, parts: readonly string[]): Position {
  const match = /^([a-z]+) (\d{1,15}) ([\w-]{1,100})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const at = new Date(Number(match?.[2] ?? Number.NaN));
  if (!match || Number.isNaN(at.getTime()) || !parts.includes(match[1] ?? '')) {
    throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
  }
  return { part: match[1] ?? '', at, id: match[3] ?? '' };
}
