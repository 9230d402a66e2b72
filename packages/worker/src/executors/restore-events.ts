import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import type { RestoreEvents } from '@borgcube/borg/restore/restore-run';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import { count } from './count-words.ts';
import type { ReceiptWriter } from './receipt-writer.ts';
import { writeNote } from './restore-note.ts';
import { sizeWords } from './size-words.ts';

const STATES = { checking: 'checking_target', restoring: 'restoring', reading: 'reading_back' } as const;

interface Followed {
  readonly environment: BorgEnvironment;
  readonly jobId: number;
  readonly context: JobContext;
  readonly receipt: ReceiptWriter;
}

/** Carries what a restore tells into its job. */
export function restoreEvents(
  { environment, jobId, context, receipt }: Followed,
  verb: VerbEvents,
): RestoreEvents {
  let staging = '';
  return {
    ...verb,
    onStage: async (stage) => {
      await context.enter(STATES[stage]);
      context.progress({ percent: null, message: null });
    },
    onProgress: ({ message, bytes, files, percent }) => {
      const done = [
        bytes === undefined ? '' : sizeWords(bytes),
        files === undefined ? '' : count(files, 'file'),
      ];
      context.progress({
        message: [message, ...done].filter((word) => word !== '').join(' '),
        ...(percent === undefined ? {} : { percent }),
        ...(bytes === undefined ? {} : { originalSize: bytes }),
        ...(files === undefined ? {} : { nfiles: files }),
      });
    },
    onStaging: async (path) => {
      staging = path;
      context.log('info', `Unpacking into ${path}`);
      await writeNote(environment, jobId, { staging, isPlacing: false });
    },
    onPlacing: async () => {
      context.log('info', 'Read back. Putting it in its place');
      await writeNote(environment, jobId, { staging, isPlacing: true });
    },
    onOutcome: (line) => receipt.add(line),
  };
}
