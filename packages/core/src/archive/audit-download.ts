import type { Readable } from 'node:stream';
import type { StoredArchive } from '@borgcube/db/archive-store';
import { inTransaction } from '@borgcube/db/transaction';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';

interface Download {
  readonly archive: StoredArchive;
  /** `etc/hosts`, `3 paths as zip: …`. */
  readonly what: string;
  readonly content: Readable;
}

const NAMED = 3;

/** Written down before the first byte leaves; and again where it breaks off, which its reader cannot be told any more. */
export async function auditDownload(ctx: CoreContext, { archive, what, content }: Download): Promise<void> {
  const write = (sentence: string) =>
    inTransaction(ctx.db, (tx) =>
      writeAudit(tx, ctx, { what: sentence, noun: 'archive', recordId: archive.id }),
    );
  content.once('error', ({ message }) => {
    // A server that stops has closed its database.
    write(`Download of ${what} from archive ${archive.name} broke off: ${message}`).catch(() => {});
  });
  try {
    await write(`Downloaded ${what} from archive ${archive.name}`);
  } catch (error) {
    content.destroy();
    throw error;
  }
}

/** A selection in a few words. */
export function describeSelection(paths: readonly string[], format: string): string {
  const named = paths.slice(0, NAMED).map((path) => path || 'everything');
  const more = paths.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''} as ${format}`;
}
