import { z } from 'zod';

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  actorName: z.string(),
  what: z.string(),
  noun: z.string().nullable(),
  recordId: z.string().nullable(),
  changes: z.record(z.string(), z.looseObject({})).nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
