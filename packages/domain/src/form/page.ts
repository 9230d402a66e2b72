import { z } from 'zod';

/** Keyset paging: newest first, `nextCursor` null at the end. */
export const PageInput = z.object({
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(500).nullish(),
});
export type PageInput = z.infer<typeof PageInput>;

/** The input of a list without filters; a list may be asked for without any input at all. */
export const RecordList = z.strictObject(PageInput.shape).prefault({});

/** Only records whose name holds every word of `text`. */
const NamedInput = z.object({ ...PageInput.shape, text: z.string().max(200).optional() });
export type NamedInput = z.infer<typeof NamedInput>;
export const NamedList = z.strictObject(NamedInput.shape).prefault({});

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const ById = z.strictObject({ id: z.string().min(1).max(64) });
export type ById = z.infer<typeof ById>;

/** The `updatedAt` that the editor saw; a mismatch is refused with kind `changed-meanwhile`. */
export const IfUpdatedAt = z.iso
  .datetime()
  .optional()
  .meta({ title: 'If unchanged since', widget: 'hidden' });

/** Fields that every record carries on the wire. */
export const recordFields = {
  id: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};
