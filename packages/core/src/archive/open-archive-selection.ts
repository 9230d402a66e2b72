import { getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { getClient } from '@borgcube/db/client-store';
import { getRepository } from '@borgcube/db/repository-store';
import type { DownloadFormat } from '@borgcube/domain/archive/archive-download';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { openReading } from '../reading/open-reading.ts';
import { repositoryTarget } from '../repository/repository-target.ts';
import { outermostPaths, refuseMissing, requireArchivePaths } from './archive-selection.ts';
import { auditDownload, describeSelection } from './audit-download.ts';
import type { OpenedDownload } from './open-archive-file.ts';
import { requireHeld } from './require-held.ts';

interface Wanted {
  readonly id: string;
  readonly paths: readonly string[];
  readonly format: Exclude<DownloadFormat, 'raw'>;
}

/** Files and folders of an archive in one file, made while it is read; audited before its first byte leaves. */
export async function openArchiveSelection(
  ctx: CoreContext,
  { id, paths, format }: Wanted,
  signal?: AbortSignal,
): Promise<OpenedDownload> {
  requireRole(ctx, 'operator');
  const asked = requireArchivePaths(paths, 'path');
  const archive = await getArchive(ctx.db, id);
  const { repositoryId } = archive;
  const catalogued = await ctx.catalog.ask(repositoryId, 'measure', { archiveId: id, paths: asked });
  if (catalogued !== 'not-listed') refuseMissing(asked, 'path', (_, index) => catalogued[index] !== null);
  const selection = { archiveName: archive.name, paths: outermostPaths(asked) };
  const name = await nameOf(ctx, archive, selection.paths);
  return openReading(ctx, { repositoryId, what: `a download from archive ${archive.name}` }, async () => {
    const target = await repositoryTarget(ctx, await getRepository(ctx.db, repositoryId));
    await requireHeld(ctx, target, archive, signal);
    if (catalogued === 'not-listed') {
      const found = await ctx.borg.findPaths(target, { ...selection, paths: asked }, signal);
      refuseMissing(asked, 'path', (path) => found.has(path));
    }
    const content = await ctx.borg.exportArchive(target, { ...selection, format }, signal);
    await auditDownload(ctx, { archive, what: describeSelection(selection.paths, format), content });
    return { name: `${name}.${format}`, size: null, content };
  });
}

/** `web01-2026-11-22-nginx`: whose it is, of which day, and what, where it is one thing. */
async function nameOf(
  ctx: Pick<CoreContext, 'db'>,
  { clientId, name, timestamp }: StoredArchive,
  paths: readonly string[],
): Promise<string> {
  const host = clientId === null ? name : (await getClient(ctx.db, clientId)).hostname;
  const [path = ''] = paths.length === 1 ? paths : [];
  const last = path.slice(path.lastIndexOf('/') + 1);
  return [host, timestamp.toISOString().slice(0, 10), last].filter((part) => part !== '').join('-');
}
