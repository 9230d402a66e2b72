import type { BorgLine } from '@borgcube/borg/log/borg-line';
import type { JobLogLevel } from '@borgcube/domain/job/job';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';

const LEVELS: Readonly<Record<string, JobLogLevel>> = {
  debug: 'debug',
  info: 'info',
  warning: 'warning',
  error: 'error',
  critical: 'error',
};
/** Added, modified, error, changed while it was read; the rest of a list says nothing. */
const SHOWN_STATUS = 'AMEC';
/** Borg tells some of its progress as messages, of one line each tenth of a second. */
const PROGRESS_LOGGER = 'borg.output.progress';

/** Carries one line of Borg's into the job: its log, or what it is doing now. */
export function logBorgLine(context: JobContext, line: BorgLine): void {
  if (line.type === 'status') {
    if (SHOWN_STATUS.includes(line.status)) context.log('file', `${line.status} ${line.path}`);
  } else if (line.type === 'message') {
    if (line.name !== PROGRESS_LOGGER) context.log(LEVELS[line.level] ?? 'info', line.text);
  } else if (line.type === 'raw') {
    context.log('info', line.text);
  } else if (line.type === 'phase') {
    context.progress({ message: line.phase.finished ? null : line.phase.message });
  }
}
