import type { Transaction } from '@borgcube/db/open-database';
import type { DoneOutcome } from '@borgcube/plugin-kit/define-job-kind';
import type { PluginStore } from '@borgcube/plugin-kit/plugin-store';

/** What a kind of the core's own writes in the settling transaction; it gets more of it than a plugin. */
export type SettlingWrite = (tx: Transaction) => Promise<void>;

export function settling(write: SettlingWrite): Required<Pick<DoneOutcome, 'settle'>> {
  return { settle: ({ tx }: { readonly tx: Transaction; readonly store: PluginStore }) => write(tx) };
}
