import { toForm } from '@borgcube/domain/form/field-meta';
import type { ScheduledActionKindView } from '@borgcube/domain/schedule/schedule';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** What a schedule can do here, each with the form of its data. */
export function listActionKinds(ctx: Pick<CoreContext, 'actor' | 'kinds'>): ScheduledActionKindView[] {
  requireRole(ctx, 'viewer');
  return [...ctx.kinds.scheduledActions.values()].map(({ kind, name, form }) => ({
    kind,
    name,
    form: { ...toForm(form) },
  }));
}
