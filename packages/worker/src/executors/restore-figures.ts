import type { RestoreSettled } from '@borgcube/borg/restore/restore-run';
import type { RestoreJobData } from '@borgcube/domain/restore/restore';
import { traitsLost } from '@borgcube/domain/restore/restore-channel';
import type { BrokenOff, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import type { ReceiptWriter } from './receipt-writer.ts';

interface Known {
  readonly hostname: string | null;
  /** Null: it did not get so far. */
  readonly result: RestoreSettled | null;
  readonly receipt: Pick<ReceiptWriter, 'figures' | 'unlisted'>;
  readonly brokenOff?: BrokenOff;
}

/** The figures of a receipt, from whatever is known of the restore. */
export function toReceipt(
  config: RestoreJobData,
  { hostname, result, receipt, brokenOff }: Known,
): RestoreReceipt {
  const { archiveId, archiveName, target, conflict } = config;
  const channel = result?.channel ?? null;
  const isServerRoot = process.getuid?.() === 0;
  return {
    archiveId,
    archiveName,
    target: { ...target, hostname },
    conflict,
    channel,
    lost: channel === null ? [] : [...traitsLost(channel, { isRoot: result?.isRoot ?? true, isServerRoot })],
    timePrecision: result?.precision ?? null,
    areAttributesCompared: result?.areAttributesCompared ?? null,
    selected: result?.selected ?? null,
    ...receipt.figures,
    unlisted: receipt.unlisted,
    brokenOff: brokenOff ?? null,
  };
}
