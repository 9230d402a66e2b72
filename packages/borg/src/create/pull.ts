import type { CreateEvents, CreateLimits, CreateRun, TargetOf } from './create-run.ts';
import type { RemoteSession } from './remote-session.ts';

/** What a pull is made of, from its first contact to its archive. */
export interface Pull {
  readonly target: TargetOf<'pull'>;
  readonly run: CreateRun;
  readonly limits: CreateLimits;
  readonly events: CreateEvents;
  readonly session: RemoteSession;
}
