import { listChannels } from '@borgcube/db/notification-channel-store';
import { listRulesInForce } from '@borgcube/db/notification-rule-store';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { Notifier } from '@borgcube/plugin-kit/define-notifier';
import type { CoreContext } from '../core-context.ts';

/** Whether an incident reaches somebody: over an enabled channel with a rule, that was tried. */
export async function readTold({ db, kinds }: Pick<CoreContext, 'db' | 'kinds'>): Promise<Dashboard['told']> {
  const named = new Set((await listRulesInForce(db)).map(({ channelId }) => channelId));
  const channels = (await listChannels(db)).filter(
    ({ id, kind }) => named.has(id) && isForMessages(kinds.notifiers.get(kind)),
  );
  if (channels.length === 0) return 'nobody';
  const tried = channels.filter(({ testedAt, lastSentAt }) => testedAt !== null || lastSentAt !== null);
  if (tried.length === 0) return 'untested';
  return tried.some(({ lastError }) => lastError === null) ? 'yes' : 'failing';
}

function isForMessages(notifier: Notifier | undefined): boolean {
  return notifier !== undefined && notifier.heartbeatOnly !== true;
}
