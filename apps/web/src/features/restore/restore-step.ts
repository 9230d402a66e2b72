import type { FieldSchema } from '../../forms/field-schema.ts';
import type { Basket } from './basket.ts';
import type { Origin, RestoreChoice, RestoreSearch, requestsOf } from './restore-choice.ts';
import type { Seen } from './use-foresight.ts';

export type ChangeSearch = (part: { [K in keyof RestoreSearch]: RestoreSearch[K] | undefined }) => void;

/** What every step of a restore sees and may change. */
export interface RestoreStep {
  basket: Basket;
  origin: Origin | null;
  choice: RestoreChoice;
  requests: ReturnType<typeof requestsOf>;
  seen: Seen;
  /** Words of the choices, as the form of a restore has them. */
  fields: ReadonlyMap<string, FieldSchema>;
  change: ChangeSearch;
}
