import * as store from '@borgcube/db/alert-store';
import { listChannels } from '@borgcube/db/notification-channel-store';
import { listMessages, type OutboxRow } from '@borgcube/db/outbox-store';
import type { Alert, AlertList, ToldMessage, ToldOfJob } from '@borgcube/domain/alert/alert';
import type { Page } from '@borgcube/domain/form/page';
import { MessagePhase } from '@borgcube/domain/notification/notification-message';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { getJobRow } from '../job/find-job.ts';
import { suspectKey } from './assess-archives.ts';
import { jobKeys } from './assess-job.ts';

/** Of one page of incidents; each has a message or two for each channel. */
const MESSAGES_MAX = 2000;

/** Incidents and who was told of them, newest first. */
export async function listAlerts(ctx: CoreContext, { limit, cursor, open }: AlertList): Promise<Page<Alert>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listAlerts(ctx.db, { limit, cursor }, { open });
  const alertIds = items.map(({ id }) => id);
  const rows = items.length === 0 ? [] : await listMessages(ctx.db, { alertIds }, MESSAGES_MAX);
  const told = await toldBy(ctx, rows);
  return {
    items: items.map((alert) => ({
      id: alert.id,
      event: alert.event,
      subject: alert.subject,
      sentence: alert.sentence,
      evidence: alert.evidence,
      clientId: alert.clientId,
      configId: alert.configId,
      repositoryId: alert.repositoryId,
      jobId: alert.jobId,
      openedAt: alert.openedAt.toISOString(),
      closedAt: alert.closedAt?.toISOString() ?? null,
      told: rows.flatMap((row, index) => (row.alertId === alert.id ? (told[index] ?? []) : [])),
    })),
    nextCursor,
  };
}

/** Who was told of what a job came to; of a failure that goes on, when it began. */
export async function toldOfJob(ctx: CoreContext, jobId: number): Promise<ToldOfJob> {
  requireRole(ctx, 'viewer');
  const job = await getJobRow(ctx.db, jobId);
  const own = await listMessages(ctx.db, { jobId }, MESSAGES_MAX);
  const keys = [...Object.values(jobKeys(job)), ...(job.configId === null ? [] : [suspectKey(job.configId)])];
  const alert = job.timestampEnd === null ? null : await store.findAlertAt(ctx.db, keys, job.timestampEnd);
  const ofAlert = alert === null ? [] : await listMessages(ctx.db, { alertIds: [alert.id] }, MESSAGES_MAX);
  return {
    alert: alert && { id: alert.id, event: alert.event, openedAt: alert.openedAt.toISOString() },
    told: await toldBy(ctx, [...own, ...ofAlert]),
  };
}

async function toldBy(ctx: CoreContext, rows: readonly OutboxRow[]): Promise<ToldMessage[]> {
  const names = new Map(
    rows.length === 0 ? [] : (await listChannels(ctx.db)).map(({ id, name }) => [id, name] as const),
  );
  return rows.map(({ id, channelId, phase, dueAt, sentAt, lastError }) => ({
    id,
    channelId,
    channelName: names.get(channelId) ?? null,
    phase: MessagePhase.catch('told').parse(phase),
    state: sentAt !== null ? 'sent' : dueAt === null ? 'given-up' : 'waiting',
    sentAt: sentAt?.toISOString() ?? null,
    lastError,
  }));
}
