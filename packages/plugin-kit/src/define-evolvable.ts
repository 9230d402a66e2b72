import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { z } from 'zod';

/** JSON that outlives a release: its current version, its shape there, and the way from older versions. */
export interface Evolvable<Data = unknown> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  readonly steps: readonly EvolutionStep[];
}

interface EvolvableInput<Data> {
  readonly name: string;
  readonly version?: number;
  readonly schema: z.ZodType<Data>;
  readonly steps?: readonly EvolutionStep[];
}

export function defineEvolvable<Data>(input: EvolvableInput<Data>): Evolvable<Data> {
  const version = input.version ?? 1;
  if (!Number.isInteger(version) || version < 1) {
    throw new Error(`${input.name}: a version is an integer from 1 up, not ${version}`);
  }
  return { name: input.name, version, schema: input.schema, steps: input.steps ?? [] };
}
