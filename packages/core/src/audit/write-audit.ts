import { insertAuditEntry } from '@borgcube/db/audit-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { Actor } from '@borgcube/domain/actor/actor';
import { SecretText } from '@borgcube/domain/secret/secret-text';

export interface AuditDeed {
  /** A sentence in the past tense: `Added client web01`. */
  readonly what: string;
  readonly noun?: string;
  readonly recordId?: string;
  readonly changes?: AuditChanges;
}

/** `from` and `to` as the record shows them; of a secret only that it changed. */
export type AuditChanges = Readonly<
  Record<string, { readonly from?: unknown; readonly to?: unknown } | { readonly changed: true }>
>;

interface AuditContext {
  readonly actor: Actor;
  readonly clock: () => Date;
}

/** Part of the change's own transaction, so that neither is there without the other. */
export async function writeAudit(tx: Transaction, ctx: AuditContext, deed: AuditDeed): Promise<void> {
  await insertAuditEntry(tx, {
    at: ctx.clock(),
    actor: `${ctx.actor.type}:${ctx.actor.id}`,
    actorName: ctx.actor.name,
    what: deed.what,
    noun: deed.noun ?? null,
    recordId: deed.recordId ?? null,
    changes: deed.changes && Object.keys(deed.changes).length > 0 ? deed.changes : null,
  });
}

/** The fields that differ; values that are secrets are told as changed, never shown. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): AuditChanges {
  const changes: Record<string, { from?: unknown; to?: unknown } | { changed: true }> = {};
  for (const [field, to] of Object.entries(after)) {
    const from = before[field];
    if (from instanceof SecretText || to instanceof SecretText) changes[field] = { changed: true };
    else if (JSON.stringify(from) !== JSON.stringify(to))
      changes[field] = { from: from ?? null, to: to ?? null };
  }
  return changes;
}
