import { listAuditEntries } from '@borgcube/db/audit-store';
import type { AuditEntry, AuditList } from '@borgcube/domain/audit/audit-entry';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** For admins alone: it tells who looks at what, and the settings of others before and after. */
export async function listAudit(
  ctx: CoreContext,
  { limit, cursor, ...filter }: AuditList,
): Promise<Page<AuditEntry>> {
  requireRole(ctx, 'admin');
  const { items, nextCursor } = await listAuditEntries(ctx.db, { limit, cursor }, filter);
  return {
    items: items.map(({ id, at, changes, ...rest }) => ({
      ...rest,
      id: String(id),
      at: at.toISOString(),
      changes: changes && asObjects(changes),
    })),
    nextCursor,
  };
}

/** Every value of a change is an object (`from`, `to`, `changed`); what is not, was not written by this code. */
function asObjects(changes: Readonly<Record<string, unknown>>): Record<string, Record<string, unknown>> {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [field, isObject(value) ? value : { to: value }]),
  );
}
