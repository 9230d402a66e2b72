import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';

export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

export interface NamedAsked extends PageAsked {
  /** Words that the name holds. */
  readonly text?: string | undefined;
}

interface Position {
  readonly at: Date;
  readonly id: string;
}

/** Rows behind the cursor, newest first. The outer `lte` is what lets both databases seek in the index. */
export function behindCursor<Field extends 'createdAt' | 'timestamp' | 'instant' | 'openedAt'>(
  field: Field,
  cursor: string | null | undefined,
) {
  if (!cursor) return {};
  const { at, id } = readCursor(cursor);
  return {
    AND: [{ [field]: { lte: at } }, { OR: [{ [field]: { lt: at } }, { [field]: at, id: { lt: id } }] }],
  };
}

/** `rows` holds one more than was asked for when there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  shape: { readonly position: (row: Row) => Position; readonly item: (row: Row) => Item },
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: items.map(shape.item), nextCursor: hasMore ? writeCursor(shape.position(last)) : null };
}

export function writeCursor({ at, id }: Position): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): Position {
  const match = /^(\d{1,15}) ([\w-]{1,100})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const at = new Date(Number(match?.[1] ?? Number.NaN));
  if (!match || Number.isNaN(at.getTime())) {
    throw invalidFields({ cursor: ['This cursor does not come from this list.'] });
  }
  return { at, id: match[2] ?? '' };
}
