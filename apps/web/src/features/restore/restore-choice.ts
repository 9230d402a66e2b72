import type { RestoreConflict, RestoreOwner } from '@borgcube/domain/restore/restore';
import type { RestoreChannel } from '@borgcube/domain/restore/restore-channel';
import { type Basket, type BasketItem, holds, perArchive } from './basket.ts';

/** What a person chose, as it stands in the address; what is absent is as it would be without a word. */
export interface RestoreSearch {
  /** Id of a client, or `server`; absent: where it comes from. */
  to?: string;
  /** The folder; absent: a new one. */
  path?: string;
  place?: string;
  conflict?: string;
  owner?: string;
  user?: string;
  way?: string;
}

/** The machine that the things of a basket come from; `clientId` null: they are this server's own files. */
export interface Origin {
  readonly name: string;
  readonly clientId: string | null;
}

export interface RestoreChoice {
  /** `origin` and `other` both name a client, or this server. */
  readonly machine: 'origin' | 'other' | 'server';
  /** Null: this server, or none is chosen yet where `machine` is `other`. */
  readonly clientId: string | null;
  readonly path: string;
  readonly isOriginal: boolean;
  readonly conflict: RestoreConflict;
  readonly owner: RestoreOwner;
  readonly user: string;
  /** Null: the one that keeps most. */
  readonly channel: RestoreChannel | null;
}

const CONFLICTS: readonly RestoreConflict[] = ['refuse', 'skip', 'overwrite'];
const OWNERS: readonly RestoreOwner[] = ['stored', 'numeric', 'user'];
const CHANNELS: readonly RestoreChannel[] = ['borg', 'scratch', 'tar'];

/** Nothing but what is asked for: without a word it goes into a new folder of the machine that it comes from. */
export function choiceOf(search: RestoreSearch, basket: Basket, origin: Origin | null): RestoreChoice {
  return {
    ...machineOf(search.to, origin),
    path: search.path ?? newFolder(basket, origin),
    isOriginal: search.place === 'original',
    conflict: CONFLICTS.find((one) => one === search.conflict) ?? 'refuse',
    owner: OWNERS.find((one) => one === search.owner) ?? 'stored',
    user: search.user ?? '',
    channel: CHANNELS.find((one) => one === search.way) ?? null,
  };
}

function machineOf(
  to: string | undefined,
  origin: Origin | null,
): Pick<RestoreChoice, 'machine' | 'clientId'> {
  // What comes from this server's own files goes back to this server in one way alone.
  const isOrigin = to === undefined || (to === 'server' && origin?.clientId === null);
  if (isOrigin) return { machine: origin ? 'origin' : 'server', clientId: origin?.clientId ?? null };
  if (to === 'server') return { machine: 'server', clientId: null };
  return { machine: 'other', clientId: to === 'other' ? null : to };
}

/** `/var/tmp/restore-db01-00042`, or of several archives `/var/tmp/restore-db01`. */
function newFolder(basket: Basket, origin: Origin | null): string {
  const [first, ...others] = basket.archives;
  const name = others.length === 0 ? first?.name : origin?.name;
  return `/var/tmp/restore-${(name ?? 'archives').replaceAll('/', '_')}`;
}

/** The same folder under the next name: `/srv/back-2` after `/srv/back`. */
export function nextFolder(path: string): string {
  const numbered = /^(.*)-(\d{1,3})$/.exec(path);
  if (!numbered || Number(numbered[2]) < 2) return `${path}-2`;
  return `${numbered[1]}-${Number(numbered[2]) + 1}`;
}

/** Why the folder cannot be used as it is typed; null: it can. */
export function folderProblem(path: string): string | null {
  if (path.trim() === '') return 'Which folder?';
  if (!path.startsWith('/')) return 'An absolute path: it begins with a slash.';
  if (path === '/') return 'That is the original place. Choose it below if it is meant.';
  return null;
}

/** What is asked for each archive: of several, each has a folder of its own below the one that was chosen. */
export function requestsOf(basket: Basket, choice: RestoreChoice) {
  const groups = perArchive(basket);
  return groups.map(({ archive, items }) => ({
    archive,
    items,
    asked: {
      id: archive.id,
      paths: items.map((item) => item.path),
      target: { clientId: choice.clientId, path: folderOf(choice, groups.length > 1 ? archive.name : null) },
      originalPlace: choice.isOriginal,
    },
  }));
}

function folderOf({ isOriginal, path }: RestoreChoice, below: string | null): string {
  if (isOriginal) return '/';
  const folder = path.trim().replace(/(?<=.)\/+$/, '');
  return below === null ? folder : `${folder}/${below.replaceAll('/', '_')}`;
}

/** Whether two archives would write to one place, were all things put back where they came from. */
export function collides(items: readonly BasketItem[]): boolean {
  return items.some((one) =>
    items.some((other) => one.archiveId !== other.archiveId && holds(one.path, other.path)),
  );
}
