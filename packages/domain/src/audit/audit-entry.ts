import { z } from 'zod';
import { PageInput } from '../form/page.ts';

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

export const AuditList = z
  .strictObject({
    ...PageInput.shape,
    noun: z.string().max(64).optional(),
    recordId: z.string().max(64).optional(),
    actor: z.string().max(200).optional(),
  })
  .prefault({});
export type AuditList = z.infer<typeof AuditList>;
