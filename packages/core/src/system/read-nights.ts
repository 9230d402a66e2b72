import {
  countGoodArchives,
  listNightRows,
  type NightRow,
  type ProtectedClient,
} from '@borgcube/db/overview-store';
import type { ClientState, Dashboard, Incident, NightCell } from '@borgcube/domain/overview/dashboard';
import { lastNights, nightBegins, nightOf } from '@borgcube/domain/overview/night';
import { type NightEvent, nightCells, worseOutcome } from '@borgcube/domain/overview/night-cells';
import type { CoreContext } from '../core-context.ts';

const NIGHTS = 30;
const ROWS_MAX = 8;
/** Rows read for the clients with a row of their own, and for all others: enough for hourly backups of eight clients. */
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
        nightCells(dates, byClient.get(client.id) ?? [], nightOf(client.createdAt, timeZone)),
        state,
      ),
    })),
    others:
      others > 0
        ? await readOthers(ctx, { dates, since, timeZone, own: new Set(ids), clients: others })
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
  readonly since: Date;
  readonly timeZone: string;
  readonly own: ReadonlySet<string>;
  readonly clients: number;
}

async function readOthers(
  ctx: CoreContext,
  asked: OthersAsked,
): Promise<NonNullable<Dashboard['nights']['others']>> {
  const rows = (await listNightRows(ctx.db, asked.since, null, READ_MAX)).filter(
    (row) => !asked.own.has(row.clientId),
  );
  const events = rows.map((row) => toEvent(row, asked.timeZone));
  const cells: NightCell[] = [];
  let good = 0;
  for (const [index, date] of asked.dates.entries()) {
    const next = asked.dates[index + 1];
    const to = next === undefined ? ctx.clock() : nightBegins(next, asked.timeZone);
    const saved = await countGoodArchives(ctx.db, {
      from: nightBegins(date, asked.timeZone),
      to,
      notOf: [...asked.own],
    });
    good += saved;
    const worst = events
      .filter((event) => event.night === date)
      .reduce(
        (outcome, event) => worseOutcome(outcome, event.outcome),
        saved > 0 ? ('good' as const) : ('none' as NightCell['outcome']),
      );
    cells.push({
      outcome: worst,
      jobId: events.find((event) => event.night === date && event.outcome === worst)?.jobId ?? null,
    });
  }
  return {
    clients: asked.clients,
    cells,
    good,
    total: good + events.filter((event) => event.outcome !== 'warning').length,
  };
}
