import { notFound } from '@borgcube/domain/error/domain-error';
import { NotificationEvent } from '@borgcube/domain/notification/notification-message';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import type { NotificationRule as Row } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

/** Nobody asks for more than this. */
export const RULES_MAX = 200;

export interface RuleSettings {
  readonly name: string;
  readonly enabled: boolean;
  readonly channelId: string;
  readonly events: readonly NotificationEvent[];
  readonly clientPattern: string | null;
  readonly repositoryId: string | null;
}

export interface StoredRule extends RuleSettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertRule(tx: Transaction, settings: RuleSettings, now: Date): Promise<StoredRule> {
  const data = { id: newRecordId(now), ...toData(settings), createdAt: now, updatedAt: now };
  return toRule(await tx.notificationRule.create({ data }).catch(refuseDangling));
}

export async function getRule(db: Transaction, id: string): Promise<StoredRule> {
  const row = await db.notificationRule.findUnique({ where: { id } });
  if (!row) throw notFound('notification rule', id);
  return toRule(row);
}

/** Newest first; there are never many. */
export async function listRules(db: Transaction): Promise<StoredRule[]> {
  const rows = await db.notificationRule.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: RULES_MAX,
  });
  return rows.map(toRule);
}

/** Rules that are in force: they and their channels are enabled. */
export async function listRulesInForce(db: Transaction): Promise<StoredRule[]> {
  const rows = await db.notificationRule.findMany({
    where: { enabled: true, channel: { enabled: true } },
    orderBy: { id: 'asc' },
    take: RULES_MAX,
  });
  return rows.map(toRule);
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateRule(
  tx: Transaction,
  read: StoredRule,
  settings: RuleSettings,
  now: Date,
): Promise<StoredRule> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.notificationRule
    .updateMany({
      where: { id: read.id, updatedAt: read.updatedAt },
      data: { ...toData(settings), updatedAt },
    })
    .catch(refuseDangling);
  requireSwapped(count);
  return getRule(tx, read.id);
}

export async function deleteRule(tx: Transaction, id: string): Promise<void> {
  await tx.notificationRule.deleteMany({ where: { id } });
}

/** Names of the rules that speak of one repository. */
export async function rulesOfRepository(db: Transaction, repositoryId: string): Promise<StoredRule[]> {
  const rows = await db.notificationRule.findMany({ where: { repositoryId }, take: RULES_MAX });
  return rows.map(toRule);
}

function toData({ events, ...settings }: RuleSettings) {
  return { ...settings, events: [...events] };
}

/** Events that this version does not know are passed over. */
function toRule({ events, ...row }: Row): StoredRule {
  const stored: readonly unknown[] = Array.isArray(events) ? events : [];
  return { ...row, events: stored.flatMap((event) => NotificationEvent.safeParse(event).data ?? []) };
}
