import type { Readable } from 'node:stream';
import { getArchive } from '@borgcube/db/archive-store';
import { getRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoryTarget } from '../repository/repository-target.ts';
import { requireRepositoryReadable } from '../repository/require-repository-free.ts';
import { requireArchivePath } from './archive-place.ts';

export interface OpenedFile {
  /** The last part of its path, as `ArchiveEntry.name`. */
  readonly name: string;
  /** Bytes of the whole content. */
  readonly size: number | null;
  /** Fails where the content is not whole; destroying it ends Borg. */
  readonly content: Readable;
}

/** One file of an archive for download; audited before its first byte leaves. */
export async function openArchiveFile(
  ctx: CoreContext,
  input: { readonly id: string; readonly path: string },
  signal?: AbortSignal,
): Promise<OpenedFile> {
  requireRole(ctx, 'operator');
  const path = requireArchivePath(input.path);
  const archive = await getArchive(ctx.db, input.id);
  await requireRepositoryReadable(ctx.db, archive.repositoryId);
  const target = await repositoryTarget(ctx, await getRepository(ctx.db, archive.repositoryId));
  const file = await ctx.borg.extractFile(target, { archiveName: archive.name, path }, signal);
  if (!file) throw new DomainError('NOT_FOUND', 'not-found', `There is no file ${path} in this archive.`);
  try {
    await inTransaction(ctx.db, (tx) =>
      writeAudit(tx, ctx, {
        what: `Downloaded ${path} from archive ${archive.name}`,
        noun: 'archive',
        recordId: archive.id,
      }),
    );
  } catch (error) {
    file.content.destroy();
    throw error;
  }
  return { name: file.entry.name, size: file.entry.size, content: file.content };
}
