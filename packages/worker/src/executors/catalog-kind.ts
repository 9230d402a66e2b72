import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { holdsArchive } from '@borgcube/borg/repository/holds-archive';
import { startListing } from '@borgcube/borg/repository/list-entries';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import { compareChanges } from '@borgcube/core/archive/compare-changes';
import { catalogued, loadListing } from '@borgcube/core/catalog/load-listing';
import type { CatalogHand } from '@borgcube/core/catalog-hand';
import { settling } from '@borgcube/core/job/settling';
import { CatalogJobData } from '@borgcube/domain/catalog/catalog';
import type { CatalogArchive } from '@borgcube/domain/catalog/catalog-questions';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { followVerb } from './follow-verb.ts';
import { type OpenRepository, openRepository } from './open-repository.ts';

/** Takes in one archive; each part is awaited before the next, so that Borg is read no faster than it is stored. */
interface OpenListing extends AsyncDisposable {
  write(chunk: Uint8Array): Promise<number>;
  finish(): Promise<number>;
}

export interface CatalogParts extends BackupParts {
  readonly catalog: CatalogHand & {
    openListing(repositoryId: string, archive: CatalogArchive, signal?: AbortSignal): Promise<OpenListing>;
  };
}

/** `catalog`: lists one archive once, so that browsing and searching it never ask Borg again. */
export function makeCatalogKind(parts: CatalogParts): JobKind<CatalogJobData> {
  // One archive of a repository after the other: the next one leaves its place in the worker to a backup until then.
  const listed = new Set<string>();
  return defineJobKind({
    name: 'catalog',
    verboseName: 'Catalog',
    states: [{ name: 'listing', verboseName: 'Listing the archive' }],
    config: { schema: CatalogJobData, version: 1, steps: [] },
    access: () => 'read',
    executor: {
      canRun: ({ config }) => !listed.has(config.repositoryId),
      prepare: async ({ config: { repositoryId } }, context) => {
        listed.add(repositoryId);
        await context.enter('listing').catch((error) => {
          listed.delete(repositoryId);
          throw error;
        });
      },
      run: (job, context) =>
        runCatalog(parts, job, context).finally(() => listed.delete(job.config.repositoryId)),
      // What was listed half way is not shown, and does no harm to the next try.
      recover: async () => null,
    },
  });
}

async function runCatalog(
  parts: CatalogParts,
  { config }: RunnableJob<CatalogJobData>,
  context: JobContext,
): Promise<JobOutcome> {
  const repository = await openRepository(parts, config.repositoryId);
  const { archive, nfiles, name, fingerprint } = await loadListing(parts.core(), config);
  await using listing = await parts.catalog.openListing(config.repositoryId, archive, context.signal);
  const tell = (listed: number) =>
    context.progress({
      message: `${count(listed, 'path')} listed`,
      percent: nfiles ? Math.min(99, Math.round((listed / nfiles) * 100)) : null,
    });
  try {
    await readInto(parts, { repository, name, fingerprint, listing, tell }, context);
  } catch (error) {
    if (context.signal.aborted) return { state: 'cancelled' };
    if (error instanceof BorgFailure) return { state: 'failed', cause: error.failure };
    throw error;
  }
  const entries = await listing.finish();
  context.progress({ percent: 100, message: `${count(entries, 'path')} listed.` });
  const compared = await compareChanges(parts.core(), config.archiveId);
  const borgWarning = compared.flatMap(({ archive: { name: suspected }, suspect }) =>
    suspect === null ? [] : [`${suspected} is suspect: ${suspect}`],
  );
  return {
    state: 'done',
    borgWarning,
    ...settling((tx) => catalogued(tx, parts.core(), { ...config, compared })),
  };
}

interface Reading {
  readonly repository: OpenRepository;
  readonly name: string;
  readonly fingerprint: string;
  readonly listing: OpenListing;
  readonly tell: (listed: number) => void;
}

/** Borg lists by name; whether that is the very archive on record is looked up meanwhile. */
async function readInto(
  { environment }: CatalogParts,
  { repository: { target, name: vault }, name, fingerprint, listing, tell }: Reading,
  context: JobContext,
): Promise<void> {
  const { signal } = context;
  const read = async (events: VerbEvents) => {
    const list = await startListing(environment, target, name, { ...events, signal });
    let told = 0;
    for await (const chunk of list.output) {
      const listed = await listing.write(chunk);
      if (listed > told) tell(listed);
      told = listed;
    }
    await list.end();
  };
  const [held, done] = await followVerb(context, (events) =>
    Promise.allSettled([
      holdsArchive(environment, target, { id: fingerprint, name }, signal, events),
      read(events),
    ]),
  );
  if (held.status === 'fulfilled' && !held.value) {
    const message = `${name} is not in ${vault} as it was recorded.`;
    throw new BorgFailure({ kind: 'archive-missing', message, archives: [name] });
  }
  if (done.status === 'rejected') throw done.reason;
  if (held.status === 'rejected') throw held.reason;
}
