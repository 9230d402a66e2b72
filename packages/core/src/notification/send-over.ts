import type { StoredChannel } from '@borgcube/db/notification-channel-store';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import type { Notifier } from '@borgcube/plugin-kit/define-notifier';
import type { CoreContext } from '../core-context.ts';
import { checkData, openData } from './channel-data.ts';

/** A channel that has not taken a message by then is asked again later. */
export const SEND_WITHIN_MS = 30_000;
const ERROR_MAX = 500;

interface Sending {
  readonly channel: StoredChannel;
  readonly message: NotificationMessage;
  /** Ends with the process. */
  readonly signal: AbortSignal;
  /** Tells that something is not well, instead of the message itself. */
  readonly asFailure?: boolean;
}

/** Hands a message to its notifier. Null: taken; else why not, without any secret. Never throws. */
export async function sendOver(
  ctx: Pick<CoreContext, 'db' | 'secrets' | 'kinds'>,
  { channel, message, signal, asFailure = false }: Sending,
): Promise<string | null> {
  const notifier = ctx.kinds.notifiers.get(channel.kind);
  if (!notifier) return `No plugin here knows the channel ${channel.kind}.`;
  let secrets: ReadonlyMap<string, SecretText> = new Map();
  try {
    const opened = await openData(ctx.db, ctx, notifier, channel);
    secrets = opened.secrets;
    const data = checkData(notifier, opened.data);
    const call = { data, message, signal: AbortSignal.any([signal, AbortSignal.timeout(SEND_WITHIN_MS)]) };
    await withinTime(asFailure ? notifier.fail?.(call) : notifier.send(call), call.signal);
    return null;
  } catch (error) {
    return wordsOf(error, secrets);
  }
}

/** Whether the notifier is to be called at an interval, and at which. Milliseconds. */
export async function heartbeatOf(
  ctx: Pick<CoreContext, 'db' | 'secrets'>,
  notifier: Notifier,
  channel: StoredChannel,
): Promise<number | null> {
  if (!notifier.heartbeatMs) return null;
  try {
    const { data } = await openData(ctx.db, ctx, notifier, channel);
    return notifier.heartbeatMs(checkData(notifier, data));
  } catch {
    return null;
  }
}

/** A notifier that does not listen to its signal is not waited for. */
async function withinTime(work: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function wordsOf(error: unknown, secrets: ReadonlyMap<string, SecretText>): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `The other side did not answer within ${SEND_WITHIN_MS / 1000} s.`;
  }
  let text = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim();
  for (const secret of secrets.values()) text = withoutSecret(text, secret.reveal());
  return text.slice(0, ERROR_MAX) || 'It failed without a word.';
}

/** As it was typed, and as protocols carry it. */
function withoutSecret(text: string, secret: string): string {
  if (secret === '') return text;
  const forms = [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)];
  return forms.reduce((masked, form) => masked.replaceAll(form, '[secret]'), text);
}
