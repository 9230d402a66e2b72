import type { IncidentEvent } from '../notification/notification-message.ts';

/** `mended`: what was wrong is right again. `gone`: what it was about is deleted or off. */
export type EndReason = 'mended' | 'gone';

const MENDED: Readonly<Record<IncidentEvent, (subject: string) => string>> = {
  'client-stale': (client) => `${client} is inside its objective again`,
  'scheduler-stopped': () => 'The scheduler looks at the schedules again',
  'job-failed': (subject) => `${subject}: done again`,
  'archive-suspect': (client) => `The newest archive of ${client} is good`,
  'repository-damaged': (repository) => `${repository}: the last check found no damage`,
  'repository-tampered': (repository) => `${repository}: someone decided about the archives that vanished`,
  'repository-full-soon': (repository) => `${repository} has room again`,
  'compact-overdue': (repository) => `${repository} was compacted`,
  'plan-refused': (subject) => `${subject}: no refused plan waits any more`,
};

/** How an incident ended, in one line. */
export function endWords(event: IncidentEvent, subject: string, reason: EndReason): string {
  return reason === 'mended' ? MENDED[event](subject) : `${subject} is not watched any more`;
}
