import type { StoredAlert } from '@borgcube/db/alert-store';
import { type EndReason, endWords } from '@borgcube/domain/alert/end-words';
import { EVENT_WORDS } from '@borgcube/domain/notification/event-words';
import type { MessagePayload } from '../notification/message-payload.ts';

interface Names {
  readonly client: string | null;
  readonly repository: string | null;
}

/** What is told when an incident opens. */
export function openingMessage(alert: StoredAlert, names: Names): MessagePayload {
  return {
    id: `${alert.id}.opened`,
    event: alert.event,
    phase: 'opened',
    title: alert.sentence,
    text: lines([
      alert.evidence,
      names.client && `Client: ${names.client}`,
      names.repository && `Repository: ${names.repository}`,
      alert.jobId === null ? null : `Job: ${alert.jobId}`,
      `Since: ${wordsOf(alert.openedAt)}`,
      'You are told once more, when this is over.',
    ]),
    severity: EVENT_WORDS[alert.event].severity,
    at: alert.openedAt.toISOString(),
    path: pathOf(alert),
    ...names,
    jobId: alert.jobId,
  };
}

/** What is told when it is over. */
export function closingMessage(
  alert: StoredAlert,
  names: Names,
  end: { readonly at: Date; readonly reason: EndReason },
): MessagePayload {
  return {
    ...openingMessage(alert, names),
    id: `${alert.id}.closed`,
    phase: 'closed',
    title: endWords(alert.event, alert.subject, end.reason),
    text: lines([`It was: ${alert.sentence}.`, `From ${wordsOf(alert.openedAt)} to ${wordsOf(end.at)}.`]),
    severity: 'info',
    at: end.at.toISOString(),
  };
}

function pathOf({ event, clientId, repositoryId, jobId }: StoredAlert): string {
  if (event === 'scheduler-stopped') return '/settings/system';
  if (event === 'client-stale' || event === 'archive-suspect') return `/clients/${clientId}`;
  if (event === 'job-failed' || event === 'plan-refused') return `/jobs/${jobId}`;
  return `/repositories/${repositoryId}`;
}

/** `2026-11-24 01:10 UTC`: readers sit in any zone. */
export function wordsOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function lines(parts: ReadonlyArray<string | null>): string {
  return parts.filter((part) => part !== null && part !== '').join('\n');
}
