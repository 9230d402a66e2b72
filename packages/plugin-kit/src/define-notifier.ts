import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import type { z } from 'zod';

/** A way to reach somebody. Fields of the form with the widget `password` are sealed and come back as they were typed. */
export interface Notifier<Data = unknown> {
  /** `email`; a plugin's is `<plugin>.<notifier>`. */
  readonly kind: string;
  readonly name: string;
  readonly version?: number;
  readonly steps?: readonly EvolutionStep[];
  readonly form: z.ZodType<Data>;
  /** Also called at this interval with a message of event `heartbeat`, for whoever watches that it goes on. Milliseconds. */
  heartbeatMs?(data: Data): number | null;
  /** Resolves once the other side has taken it; a throw is tried again later. Its text is shown and holds no secret. */
  send(argument: {
    readonly data: Data;
    readonly message: NotificationMessage;
    readonly signal: AbortSignal;
  }): Promise<void>;
}

export function defineNotifier<Data>(notifier: Notifier<Data>): Notifier<Data> {
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/.test(notifier.kind)) {
    throw new Error(`${notifier.kind}: a notifier is named in lower case, a plugin's <plugin>.<notifier>`);
  }
  return notifier;
}
