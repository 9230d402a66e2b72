import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import type { z } from 'zod';

export interface NotifierCall<Data = unknown> {
  readonly data: Data;
  readonly message: NotificationMessage;
  /** Aborted after 30 s, and when the server stops. */
  readonly signal: AbortSignal;
}

/** A way to reach somebody. Fields of the form with the widget `password` are sealed and come back as they were typed. */
export interface Notifier<Data = unknown> {
  /** `email`; a plugin's is `<plugin>.<notifier>`. */
  readonly kind: string;
  readonly name: string;
  /** One sentence for whoever chooses a way to be told. */
  readonly description?: string;
  readonly version?: number;
  readonly steps?: readonly EvolutionStep[];
  readonly form: z.ZodType<Data>;
  /**
   * `send` is also called at this interval with a message of event `heartbeat`, for whoever watches that it goes on: only
   * while database, worker and scheduler are well. Milliseconds.
   */
  heartbeatMs?(data: Data): number | null;
  /** It hears heartbeats and tests alone: no rule sends anything over it, and it does not count as somebody being told. */
  readonly heartbeatOnly?: boolean;
  /** Called instead of a heartbeat, at the same interval, while something is not well. */
  fail?(argument: NotifierCall<Data>): Promise<void>;
  /** Resolves once the other side has taken it; a throw is tried again later. Its text is shown and holds no secret. */
  send(argument: NotifierCall<Data>): Promise<void>;
}

export function defineNotifier<Data>(notifier: Notifier<Data>): Notifier<Data> {
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/.test(notifier.kind)) {
    throw new Error(`${notifier.kind}: a notifier is named in lower case, a plugin's <plugin>.<notifier>`);
  }
  return notifier;
}
