import type { AuditEntry } from '@borgcube/domain/audit/audit-entry';

export interface ChangeLine {
  field: string;
  before: string | null;
  after: string | null;
}

/** The changes of an entry as fields with their value before and after; null where there was none. */
export function changeLines(changes: AuditEntry['changes']): ChangeLine[] {
  return Object.entries(changes ?? {}).map(([field, change]) => ({
    field,
    before: valueWords(pick(change, ['before', 'from', 'old'])),
    after: valueWords(pick(change, ['after', 'to', 'new'])),
  }));
}

function pick(change: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const name = names.find((candidate) => candidate in change);
  return name === undefined ? undefined : change[name];
}

function valueWords(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const PAGES: Record<string, string> = {
  client: '/clients',
  repository: '/repositories',
  job: '/jobs',
  schedule: '/schedules',
  archive: '/archives',
  checkConfig: '/verification',
  pruneConfig: '/retention/configs',
  retentionPolicy: '/retention/policies',
  notificationChannel: '/settings/notifications/channels',
  notificationRule: '/settings/notifications/rules',
  trigger: '/settings/triggers',
};

/** Where the record of an entry is shown; null where it has no page of its own. */
export function recordPath(noun: string | null, id: string | null): string | null {
  const page = noun === null ? undefined : PAGES[noun];
  if (page === undefined || id === null) return null;
  return noun === 'archive' ? `${page}/${id}/browse/` : `${page}/${id}`;
}
