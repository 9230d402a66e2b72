import type { Readable } from 'node:stream';
import { getArchive } from '@borgcube/db/archive-store';
import { getRepository } from '@borgcube/db/repository-store';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { openReading } from '../reading/open-reading.ts';
import { repositoryTarget } from '../repository/repository-target.ts';
import { requireArchivePath } from './archive-place.ts';
import { auditDownload } from './audit-download.ts';
import { requireHeld } from './require-held.ts';

export interface OpenedDownload {
  /** What to call it. */
  readonly name: string;
  /** Bytes of the whole content; null: not known beforehand. */
  readonly size: number | null;
  /** Fails where it is not whole; destroying it ends Borg. */
  readonly content: Readable;
}

/** One file of an archive for download; audited before its first byte leaves. */
export async function openArchiveFile(
  ctx: CoreContext,
  input: { readonly id: string; readonly path: string },
  signal?: AbortSignal,
): Promise<OpenedDownload> {
  requireRole(ctx, 'operator');
  const path = requireArchivePath(input.path);
  if (path === '')
    throw invalidFields({ path: ['The archive as a whole is no file. Take it as tar, tar.zst or zip.'] });
  const archive = await getArchive(ctx.db, input.id);
  const { repositoryId } = archive;
  return openReading(ctx, { repositoryId, what: `a download from archive ${archive.name}` }, async () => {
    const target = await repositoryTarget(ctx, await getRepository(ctx.db, repositoryId));
    await requireHeld(ctx, target, archive, signal);
    const file = await ctx.borg.extractFile(target, { archiveName: archive.name, path }, signal);
    if (!file) throw new DomainError('NOT_FOUND', 'not-found', `There is no file ${path} in this archive.`);
    const { entry, content } = file;
    await auditDownload(ctx, { archive, what: path, content });
    return { name: entry.name, size: entry.size, content };
  });
}
