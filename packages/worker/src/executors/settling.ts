import type { Transaction } from '@borgcube/db/open-database';
import type { DoneOutcome } from '@borgcube/plugin-kit/define-job-kind';
import type { PluginStore } from '@borgcube/plugin-kit/plugin-store';

/** For the core's own kinds: what they write in the settling transaction, through the stores. */
export function settling(write: (tx: Transaction) => Promise<void>): Required<Pick<DoneOutcome, 'settle'>> {
  return { settle: ({ tx }: { readonly tx: Transaction; readonly store: PluginStore }) => write(tx) };
}
