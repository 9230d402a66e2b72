import type { CreateEvents, CreateLimits, CreateRun, CreateTarget, CreateTransport } from './create-run.ts';
import type { RanCreate } from './ran-create.ts';

export type SshCreateTarget = CreateTarget & {
  readonly transport: Extract<CreateTransport, { type: 'ssh' }>;
};

/** Borg runs on the client; the session's own stdio is the channel to `borg serve` here. */
export async function runCreateOverSsh(
  _target: SshCreateTarget,
  _run: CreateRun,
  _limits: CreateLimits,
  _events: CreateEvents,
): Promise<RanCreate> {
  throw new Error('not built yet');
}
