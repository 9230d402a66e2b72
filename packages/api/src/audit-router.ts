import { listAudit } from '@borgcube/core/audit/list-audit';
import { AuditEntry, AuditList } from '@borgcube/domain/audit/audit-entry';
import { pageOf } from '@borgcube/domain/form/page';
import { adminProcedure, router } from './trpc.ts';

export const auditRouter = router({
  list: adminProcedure
    .input(AuditList)
    .output(pageOf(AuditEntry))
    .query(({ ctx, input }) => listAudit(ctx.core, input)),
});
