import { getArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { getRepository } from '@borgcube/db/repository-store';
import type { ArchiveEntriesInput, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { DomainError, invalidFields } from '@borgcube/domain/error/domain-error';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { BorgHand } from '../borg-hand.ts';
import { listCatalogued } from '../catalog/list-catalogued.ts';
import type { CoreContext } from '../core-context.ts';
import { whileReading } from '../reading/enter-reading.ts';
import { repositoryTarget } from '../repository/repository-target.ts';
import { requireArchivePath } from './archive-place.ts';
import { auditBrowsing } from './audit-browsing.ts';
import { type DirectoryLevel, firstAfter, levelKey, readLevel } from './directory-level.ts';
import { LevelCache } from './level-cache.ts';

/** Borg walks through the whole archive for one folder, and a job that writes waits until it is done. */
const LISTING_MAX_MS = 45_000;
const WHOLE_MAX = 20_000;

const caches = new WeakMap<BorgHand, LevelCache>();

/**
 * One folder of an archive, from the catalog; live from Borg while it is not in there, which is refused with
 * `repository-busy` while a job works on the repository, or waits for what is read there.
 */
export async function listEntries(
  ctx: CoreContext,
  input: ArchiveEntriesInput,
  signal?: AbortSignal,
): Promise<Page<ArchiveEntry>> {
  requireRole(ctx, 'operator');
  const path = requireArchivePath(input.path);
  const after = input.cursor ? readCursor(input.cursor) : null;
  const archive = await getArchive(ctx.db, input.id);
  // A folder that was begun live goes on so: what came into the catalog meanwhile would begin it anew.
  const catalogued = after === null ? await listCatalogued(ctx, archive, { ...input, path }) : null;
  if (catalogued) {
    await auditBrowsing(ctx, archive);
    return catalogued;
  }
  if (input.cursor && after === null) throw noCursor();
  const level = await findLevel(ctx, archive, { path, after, limit: input.limit + 1 }, signal);
  if (level.found !== 'folder') throw noFolder(path, level.found);
  await auditBrowsing(ctx, archive);
  const page = firstAfter(level.entries, after, input.limit + 1);
  const items = page.slice(0, input.limit);
  const last = items.at(-1);
  return { items, nextCursor: page.length > input.limit && last ? writeCursor(levelKey(last)) : null };
}

interface Wanted {
  readonly path: string;
  readonly after: string | null;
  readonly limit: number;
}

async function findLevel(
  ctx: CoreContext,
  archive: StoredArchive,
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<DirectoryLevel> {
  const cache = caches.get(ctx.borg) ?? new LevelCache();
  caches.set(ctx.borg, cache);
  const key = `${archive.repositoryId} ${archive.fingerprint} ${wanted.path}`;
  const known = cache.get(key);
  if (known) return known;
  const { repositoryId } = archive;
  const level = await whileReading(
    ctx,
    { repositoryId, what: `a look into archive ${archive.name}` },
    (lost) => readFromBorg(ctx, archive, wanted, signal ? AbortSignal.any([signal, lost]) : lost),
  );
  if (level.isWhole && level.found === 'folder') cache.put(key, level);
  return level;
}

async function readFromBorg(
  ctx: CoreContext,
  archive: StoredArchive,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<DirectoryLevel> {
  const target = await repositoryTarget(ctx, await getRepository(ctx.db, archive.repositoryId));
  const limit = AbortSignal.timeout(LISTING_MAX_MS);
  const ends = AbortSignal.any([signal, limit]);
  const place = { archiveName: archive.name, path: wanted.path };
  let isAnswering = false;
  async function* entries() {
    for await (const entry of ctx.borg.listEntries(target, place, ends)) {
      isAnswering = true;
      yield entry;
    }
  }
  try {
    return await readLevel(entries(), { ...wanted, wholeMax: WHOLE_MAX });
  } catch (error) {
    throw limit.aborted ? tookTooLong(isAnswering) : error;
  }
}

function tookTooLong(isAnswering: boolean): DomainError {
  const time = `${LISTING_MAX_MS / 1000} s`;
  const message = isAnswering
    ? `This folder holds too much to be listed within ${time}. Open one of its folders by its path.`
    : `Borg found nothing of this folder within ${time}: the repository is slow, or the archive large. Once it is in the catalog, folders come at once.`;
  return failureError({ kind: 'timeout', message });
}

function noFolder(path: string, found: 'file' | 'nothing'): DomainError {
  if (found === 'file') return invalidFields({ path: [`${path} is no folder.`] });
  return new DomainError('NOT_FOUND', 'not-found', `There is no ${path} in this archive.`);
}

function noCursor(): DomainError {
  return invalidFields({
    cursor: ['This archive left the catalog meanwhile. Begin again, without a cursor.'],
  });
}

/** The catalog's own cursors are numbers. */
const LIVE = 'live-';

const writeCursor = (key: string) => `${LIVE}${Buffer.from(key).toString('base64url')}`;

/** Null: it is the catalog's. */
function readCursor(cursor: string): string | null {
  return cursor.startsWith(LIVE) ? Buffer.from(cursor.slice(LIVE.length), 'base64url').toString() : null;
}
