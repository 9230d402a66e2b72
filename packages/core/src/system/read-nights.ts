import { listNightRows, type NightRow } from '@borgcube/db/night-store';
import type { ProtectedClient } from '@borgcube/db/overview-store';
import type {
  ClientState,
  Dashboard,
  Incident,
  NightCell,
  NightOutcome,
} from '@borgcube/domain/overview/dashboard';
import { lastNights, nightBegins, nightOf } from '@borgcube/domain/overview/night';
import { type NightEvent, nightCells, worseOutcome } from '@borgcube/domain/overview/night-cells';
import type { CoreContext } from '../core-context.ts';
import { tallyNight } from './night-tally.ts';

const NIGHTS = 30;
const ROWS_MAX = 8;
/** Rows read for the clients with a row of their own: enough for hourly backups of eight. */
const READ_MAX = 8 * 30 * 24;

interface NightsAsked {
  readonly clients: readonly ProtectedClient[];
  readonly incidents: readonly Incident[];
  readonly runningClientIds: ReadonlySet<string>;
  readonly timeZone: string;
  readonly now: Date;
}

/** Clients with anything to say have a row, worst first; all others share one that shows the worst of each night. */
export async function readNights(ctx: CoreContext, asked: NightsAsked): Promise<Dashboard['nights']> {
  const { clients, timeZone, now } = asked;
  const dates = lastNights(now, timeZone, NIGHTS);
  const since = nightBegins(dates[0] ?? '', timeZone);
  const shown = chooseRows(asked);
  const ids = shown.map((row) => row.client.id);
  const rows = await listNightRows(ctx.db, since, ids, READ_MAX);
  const byClient = new Map<string, NightEvent[]>();
  for (const row of rows)
    byClient.set(row.clientId, [...(byClient.get(row.clientId) ?? []), toEvent(row, timeZone)]);
  const others = clients.length - shown.length;
  return {
    dates,
    rows: shown.map(({ client, state }) => ({
      clientId: client.id,
      hostname: client.hostname,
      state,
      cells: withRunning(
        nightCells(dates, byClient.get(client.id) ?? [], nightOf(client.expectedSince, timeZone)),
        state,
      ),
    })),
    others:
      others > 0
        ? await readOthers(ctx, {
            dates,
            timeZone,
            now,
            own: new Set(ids),
            ownGood: countGood(rows, timeZone),
            clients: others,
          })
        : null,
  };
}

function chooseRows({ clients, incidents, runningClientIds }: NightsAsked) {
  const states = new Map<string, ClientState>();
  for (const id of runningClientIds) states.set(id, 'running');
  for (const incident of incidents)
    if (incident.clientId !== null) states.set(incident.clientId, incident.state);
  const order: readonly ClientState[] = ['failed', 'suspect', 'stale', 'warning', 'running', 'ok'];
  const all = clients.map((client) => ({ client, state: states.get(client.id) ?? ('ok' as ClientState) }));
  const loud = all.filter((row) => row.state !== 'ok');
  // A small fleet is shown whole: a shared row would hide more than it saves.
  const candidates = clients.length <= ROWS_MAX ? all : loud;
  return candidates.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).slice(0, ROWS_MAX);
}

function withRunning(cells: NightCell[], state: ClientState): NightCell[] {
  const last = cells.at(-1);
  if (state !== 'running' || last === undefined) return cells;
  return [...cells.slice(0, -1), { ...last, outcome: 'running' }];
}

function toEvent(row: NightRow, timeZone: string): NightEvent {
  return { night: nightOf(row.at, timeZone), outcome: row.outcome, jobId: row.jobId };
}

interface OthersAsked {
  readonly dates: readonly string[];
  readonly timeZone: string;
  readonly now: Date;
  /** Good archives of the clients with a row of their own, by night. */
  readonly ownGood: ReadonlyMap<string, number>;
  readonly own: ReadonlySet<string>;
  readonly clients: number;
}

async function readOthers(
  ctx: CoreContext,
  asked: OthersAsked,
): Promise<NonNullable<Dashboard['nights']['others']>> {
  const cells: NightCell[] = [];
  let good = 0;
  let bad = 0;
  for (const date of asked.dates) {
    const tally = await tallyNight(ctx.db, date, asked);
    const saved = Math.max(0, tally.good - (asked.ownGood.get(date) ?? 0));
    const events = tally.events.filter((event) => !asked.own.has(event.clientId));
    const outcome = events.reduce<NightOutcome>(
      (worst, event) => worseOutcome(worst, event.outcome),
      saved > 0 ? 'good' : 'none',
    );
    cells.push({ outcome, jobId: events.find((event) => event.outcome === outcome)?.jobId ?? null });
    good += saved;
    bad += events.filter((event) => event.outcome !== 'warning').length;
  }
  return { clients: asked.clients, cells, good, total: good + bad };
}

function countGood(rows: readonly NightRow[], timeZone: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.outcome !== 'good') continue;
    const night = nightOf(row.at, timeZone);
    counts.set(night, (counts.get(night) ?? 0) + 1);
  }
  return counts;
}
