import type { NotificationEvent, NotificationMessage } from './notification-message.ts';

interface EventWords {
  readonly label: string;
  readonly hint: string;
  readonly severity: NotificationMessage['severity'];
}

/** Each event in words, the most important first. */
export const EVENT_WORDS: Readonly<Record<NotificationEvent, EventWords>> = {
  'client-stale': {
    label: 'A client is stale',
    hint: 'Its newest good archive is older than its objective, even if nothing failed.',
    severity: 'critical',
  },
  'scheduler-stopped': {
    label: 'The scheduler stopped',
    hint: 'Nothing has looked for due schedules for five minutes.',
    severity: 'critical',
  },
  'job-failed': {
    label: 'A job fails',
    hint: 'Told once, however often it fails in a row.',
    severity: 'warning',
  },
  'archive-suspect': {
    label: 'An archive is suspect',
    hint: 'One is far smaller than usual, or far more changed in it.',
    severity: 'warning',
  },
  'repository-damaged': {
    label: 'A repository is damaged',
    hint: 'A check found damage.',
    severity: 'critical',
  },
  'repository-tampered': {
    label: 'A repository was changed by someone else',
    hint: 'Archives vanished without a job of this server.',
    severity: 'critical',
  },
  'repository-full-soon': {
    label: 'A repository is nearly full',
    hint: 'Little space is left where it lies.',
    severity: 'warning',
  },
  'compact-overdue': {
    label: 'A repository was not compacted',
    hint: 'For 30 days: deleted archives still take up space.',
    severity: 'warning',
  },
  'plan-refused': {
    label: 'A prune plan was refused',
    hint: 'It would delete more than usual and waits for a person.',
    severity: 'warning',
  },
  'job-warning': {
    label: 'A job ends with warnings',
    hint: 'Each time that one does.',
    severity: 'warning',
  },
  'job-done': { label: 'A job is done', hint: 'Each time, so expect many.', severity: 'info' },
};
