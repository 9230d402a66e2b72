import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { z } from 'zod';
import type { PluginTransaction } from './plugin-transaction.ts';

/** A job that an action asks for; core's create-job makes it. */
export interface JobRequest {
  readonly kind: string;
  /** Tells the jobs of one expansion apart; the same at each try. */
  readonly target: string;
  readonly configId?: string | null;
  /** While a job of the kind with the same key waits or runs, no second one is queued; default: the config's id. */
  readonly activeKey?: string | null;
  readonly repositoryId?: string | null;
  readonly clientId?: string | null;
  /** The config as the kind's schema reads it, at the kind's current version. */
  readonly config: unknown;
}

export interface ScheduledActionKind<Data = unknown, Tx = PluginTransaction> {
  /** Dotted: `borgcube.backup`. */
  readonly kind: string;
  readonly name: string;
  readonly version?: number;
  readonly steps?: readonly EvolutionStep[];
  readonly form: z.ZodType<Data>;
  /** The record that the data names, so that deleting it finds the action. */
  target?(data: Data): { readonly noun: string; readonly id: string } | null;
  /** Answers the jobs to create and has no other effect. */
  expand(argument: { readonly data: Data; readonly tx: Tx }): Promise<readonly JobRequest[]>;
  /**
   * The same for several at once, which thousands that are due together need; answers in the order of the data, an
   * error where `expand` would throw one. Left out, or when it fails, `expand` is asked for each.
   */
  expandMany?(argument: {
    readonly data: readonly Data[];
    readonly tx: Tx;
  }): Promise<readonly (readonly JobRequest[] | Error)[]>;
  /** In the transaction that saves the schedule; may throw a DomainError with field errors. */
  onSave?(argument: { readonly data: Data; readonly tx: Tx }): Promise<void>;
}

export function defineScheduledAction<Data, Tx = PluginTransaction>(
  action: ScheduledActionKind<Data, Tx>,
): ScheduledActionKind<Data, Tx> {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(action.kind)) {
    throw new Error(`${action.kind}: the kind of a scheduled action is dotted, for example borgcube.backup`);
  }
  return action;
}
