import { findRepositoryState, hasArchives, type RepositoryState } from '@borgcube/db/alert-cause-store';
import { findOpenAlerts, type StoredAlert } from '@borgcube/db/alert-store';
import type { Transaction } from '@borgcube/db/open-database';
import { isFullSoon } from '@borgcube/domain/alert/full-soon';
import type { IncidentEvent } from '@borgcube/domain/notification/notification-message';
import { type AlertContext, endIncident, openIncident } from './incident.ts';
import { wordsOf } from './incident-message.ts';

const COMPACT_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;
const MIB = 1024 ** 2;

const EVENTS = [
  'repository-damaged',
  'repository-tampered',
  'repository-full-soon',
  'compact-overdue',
] as const satisfies readonly IncidentEvent[];
type RepositoryEvent = (typeof EVENTS)[number];

export const repositoryKeys = (repositoryId: string): string[] =>
  EVENTS.map((event) => keyOf(event, repositoryId));

const keyOf = (event: RepositoryEvent, repositoryId: string) => `${event}:${repositoryId}`;

interface Trouble {
  readonly sentence: string;
  readonly evidence: string;
  readonly jobId?: number | null;
}

/** Looks at what is known of a repository, as part of the transaction that changes it. Null: it is gone. */
export async function assessRepositoryIn(
  tx: Transaction,
  ctx: AlertContext,
  repositoryId: string,
): Promise<RepositoryState | null> {
  const state = await findRepositoryState(tx, repositoryId);
  const open = await findOpenAlerts(tx, repositoryKeys(repositoryId));
  if (state) await assessState(tx, ctx, state, open);
  else for (const alert of open) await endIncident(tx, ctx, alert, 'gone');
  return state;
}

export async function assessState(
  tx: Transaction,
  ctx: AlertContext,
  state: RepositoryState,
  open: readonly StoredAlert[],
): Promise<void> {
  for (const event of EVENTS) {
    const key = keyOf(event, state.id);
    const alert = open.find((one) => one.key === key) ?? null;
    const trouble = await troubleOf(tx, event, state, { now: ctx.clock(), wasOpen: alert !== null });
    if (!trouble && alert) await endIncident(tx, ctx, alert);
    if (!trouble || alert) continue;
    const refs = { clientId: null, configId: null, repositoryId: state.id, jobId: null };
    const names = { client: null, repository: state.name };
    await openIncident(tx, ctx, { key, event, subject: state.name, names, ...refs, ...trouble });
  }
}

async function troubleOf(
  tx: Transaction,
  event: RepositoryEvent,
  state: RepositoryState,
  { now, wasOpen }: { readonly now: Date; readonly wasOpen: boolean },
): Promise<Trouble | null> {
  switch (event) {
    case 'repository-damaged':
      return damage(state);
    case 'repository-tampered':
      return tampering(state);
    case 'repository-full-soon':
      return isFullSoon({ ...state, wasFull: wasOpen }) ? fullness(state) : null;
    case 'compact-overdue': {
      const last = state.lastCompact ?? state.createdAt;
      const isOver = now.getTime() - last.getTime() > COMPACT_WITHIN_DAYS * DAY_MS;
      // While nothing may be compacted, nobody is asked to.
      if (!isOver || state.tamperedAt !== null || !(await hasArchives(tx, state.id))) return null;
      return overdue(state);
    }
  }
}

function damage({ name, damagedJobId }: RepositoryState): Trouble | null {
  if (damagedJobId === null) return null;
  return {
    sentence: `${name} is damaged`,
    evidence: `Job ${damagedJobId} found it. Nothing is pruned there until a check finds no damage.`,
    jobId: damagedJobId,
  };
}

function tampering({ name, tamperedAt }: RepositoryState): Trouble | null {
  if (tamperedAt === null) return null;
  return {
    sentence: `${name} was changed by someone else`,
    evidence:
      'Archives vanished that no job removed. Nothing is removed or compacted there until someone decides.',
  };
}

function fullness({ name, freeSpace }: RepositoryState): Trouble {
  return {
    sentence: `${name} is nearly full`,
    evidence: `${Math.round((freeSpace ?? 0) / MIB).toLocaleString('en')} MiB are left where it lies.`,
  };
}

function overdue({ name, lastCompact }: RepositoryState): Trouble {
  return {
    sentence: `${name} was not compacted for ${COMPACT_WITHIN_DAYS} days`,
    evidence: lastCompact === null ? 'It was never compacted.' : `Last compacted ${wordsOf(lastCompact)}.`,
  };
}
