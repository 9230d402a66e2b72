import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import type { RestoreEvents, RestoreSettled } from '@borgcube/borg/restore/restore-run';
import type { BrokenOff, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import { count } from './count-words.ts';
import type { ReceiptWriter } from './receipt-writer.ts';
import { writeNote } from './restore-note.ts';

const STATES = { checking: 'checking_target', restoring: 'restoring', reading: 'reading_back' } as const;

interface Followed {
  readonly environment: BorgEnvironment;
  readonly jobId: number;
  readonly context: JobContext;
  readonly receipt: ReceiptWriter;
  /** The receipt as it stands, of a restore that goes no further. */
  readonly draft: (settled: RestoreSettled, brokenOff: BrokenOff) => RestoreReceipt;
}

/** Carries what a restore tells into its job. */
export function restoreEvents(
  { environment, jobId, context, receipt, draft }: Followed,
  verb: VerbEvents,
): RestoreEvents {
  let staging = '';
  let settled: RestoreSettled = {
    channel: null,
    precision: null,
    areAttributesCompared: null,
    selected: null,
    isRoot: true,
  };
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
    onStaging: async (path, known) => {
      staging = path;
      settled = known;
      context.log('info', `Unpacking into ${path}`);
      await writeNote(environment, jobId, { staging, isPlacing: false });
      await receipt.keep(() => draft(settled, 'before-placing'));
    },
    onPlacing: async () => {
      context.log('info', 'Read back. Putting it in its place');
      await writeNote(environment, jobId, { staging, isPlacing: true });
      await receipt.keep(() => draft(settled, 'while-placing'));
    },
    onOutcome: (line) => receipt.add(line),
  };
}
