import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { type AuditEntry, Prisma } from './generated/sqlite/client.ts';
import type { PageAsked } from './keyset.ts';
import type { Transaction } from './open-database.ts';

export interface NewAuditEntry {
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string;
  readonly what: string;
  readonly noun: string | null;
  readonly recordId: string | null;
  readonly changes: Readonly<Record<string, unknown>> | null;
}

export interface StoredAuditEntry extends NewAuditEntry {
  readonly id: number;
}

export interface AuditFilter {
  readonly noun?: string | undefined;
  readonly recordId?: string | undefined;
  readonly actor?: string | undefined;
}

export async function insertAuditEntry(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  // A round trip through JSON makes of it exactly what will be read back, whatever values it holds.
  const changes = entry.changes === null ? Prisma.DbNull : JSON.parse(JSON.stringify(entry.changes));
  await tx.auditEntry.create({ data: { ...entry, changes } });
}

/** Newest first; the ids increase, so the id alone is the cursor. */
export async function listAuditEntries(
  db: Transaction,
  page: PageAsked,
  { noun, recordId, actor }: AuditFilter = {},
): Promise<Page<StoredAuditEntry>> {
  const before = page.cursor ? cursorId(page.cursor) : undefined;
  const where = {
    ...(noun === undefined ? {} : { noun }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(actor === undefined ? {} : { actor }),
    ...(before === undefined ? {} : { id: { lt: before } }),
  } satisfies Prisma.AuditEntryWhereInput;
  const rows = await db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: page.limit + 1 });
  const items = rows.slice(0, page.limit).map(toEntry);
  return { items, nextCursor: rows.length > page.limit ? String(items.at(-1)?.id) : null };
}

function toEntry(row: AuditEntry): StoredAuditEntry {
  const { changes } = row;
  const isObject = typeof changes === 'object' && changes !== null && !Array.isArray(changes);
  return { ...row, changes: isObject ? changes : null };
}

function cursorId(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor))
    throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
  return Number(cursor);
}
