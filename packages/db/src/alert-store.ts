import type { Page } from '@borgcube/domain/form/page';
import type { IncidentEvent } from '@borgcube/domain/notification/notification-message';
import type { Prisma, Alert as Row } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface StoredAlert extends Omit<Row, 'event'> {
  readonly event: IncidentEvent;
}

/** What an incident says; while it is open, a later word of it replaces the earlier one. */
export interface AlertWords {
  readonly key: string;
  readonly event: IncidentEvent;
  readonly subject: string;
  readonly sentence: string;
  readonly evidence: string;
  readonly clientId: string | null;
  readonly configId: string | null;
  readonly repositoryId: string | null;
  readonly jobId: number | null;
}

/** Opens it, or tells anew what is open; `isNew` for exactly one of all that open it at once. */
export async function openAlert(
  tx: Transaction,
  words: AlertWords,
  openedAt: Date,
): Promise<{ readonly alert: StoredAlert; readonly isNew: boolean }> {
  const { key, subject, sentence, evidence, jobId } = words;
  const id = newRecordId(openedAt);
  const row = await tx.alert.upsert({
    where: { openKey: key },
    create: { id, openKey: key, ...words, openedAt },
    update: { subject, sentence, evidence, jobId },
  });
  return { alert: toAlert(row), isNew: row.id === id };
}

/** False: another closed it. */
export async function closeAlert(tx: Transaction, id: string, closedAt: Date): Promise<boolean> {
  const { count } = await tx.alert.updateMany({
    where: { id, closedAt: null },
    data: { openKey: null, closedAt },
  });
  return count === 1;
}

export async function findOpenAlerts(db: Transaction, keys: readonly string[]): Promise<StoredAlert[]> {
  if (keys.length === 0) return [];
  const rows = await db.alert.findMany({ where: { openKey: { in: [...keys] } } });
  return rows.map(toAlert);
}

export interface OpenAlertFilter {
  readonly events?: readonly IncidentEvent[];
  readonly clientId?: string;
  readonly configId?: string;
  readonly repositoryId?: string;
}

/** Oldest first. */
export async function listOpenAlerts(
  db: Transaction,
  { events, ...refs }: OpenAlertFilter,
  take: number,
): Promise<StoredAlert[]> {
  const rows = await db.alert.findMany({
    where: { closedAt: null, ...refs, ...(events ? { event: { in: [...events] } } : {}) },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    take,
  });
  return rows.map(toAlert);
}

/** Open ones behind an id, in the order of ids: for walking over all of them. */
export async function walkOpenAlerts(db: Transaction, after: string, take: number): Promise<StoredAlert[]> {
  const rows = await db.alert.findMany({
    where: { openKey: { not: null }, id: { gt: after } },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map(toAlert);
}

/** Newest first. */
export async function listAlerts(
  db: Transaction,
  page: PageAsked,
  { open }: { readonly open?: boolean | undefined },
): Promise<Page<StoredAlert>> {
  const where = {
    ...(open === undefined ? {} : { closedAt: open ? null : { not: null } }),
    ...behindCursor('openedAt', page.cursor),
  } satisfies Prisma.AlertWhereInput;
  const rows = await db.alert.findMany({
    where,
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.openedAt, id: row.id }),
    item: toAlert,
  });
}

/** The incident of one of these keys that was open at that time. */
export async function findAlertAt(
  db: Transaction,
  keys: readonly string[],
  at: Date,
): Promise<StoredAlert | null> {
  const row = await db.alert.findFirst({
    where: {
      key: { in: [...keys] },
      openedAt: { lte: at },
      OR: [{ closedAt: null }, { closedAt: { gte: at } }],
    },
    orderBy: { openedAt: 'desc' },
  });
  return row && toAlert(row);
}

/** Takes those that ended before a time away; answers how many. */
export async function pruneAlerts(db: Transaction, endedBefore: Date): Promise<number> {
  const { count } = await db.alert.deleteMany({ where: { closedAt: { lt: endedBefore } } });
  return count;
}

function toAlert(row: Row): StoredAlert {
  // Written by openAlert alone.
  return { ...row, event: row.event as IncidentEvent };
}
