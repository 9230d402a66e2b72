import type { EvolutionStep } from '@borgcube/domain/evolution/evolve';
import type { z } from 'zod';

/** JSON that outlives a release: its current version, its shape there, and the way from older versions. */
export interface Evolvable<Data = unknown> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  readonly steps: readonly EvolutionStep[];
}

/** Data that a plugin keeps; made by `make` when it is first asked for. */
export interface PluginRoot<Data = unknown> extends Evolvable<Data> {
  make(): Data;
}

interface EvolvableInput<Data> {
  /** In lower case; told in errors. Of a plugin's data: tells one root from another, by custom the plugin's own name. */
  readonly name: string;
  readonly version?: number;
  readonly schema: z.ZodType<Data>;
  readonly steps?: readonly EvolutionStep[];
}

export function defineEvolvable<Data>(input: EvolvableInput<Data> & { make(): Data }): PluginRoot<Data>;
export function defineEvolvable<Data>(input: EvolvableInput<Data>): Evolvable<Data>;
export function defineEvolvable<Data>(input: EvolvableInput<Data> & { make?(): Data }) {
  const { version = 1, steps = [] } = input;
  if (!Number.isInteger(version) || version < 1) {
    throw new Error(`${input.name}: a version is an integer from 1 up, not ${version}`);
  }
  return { ...input, version, steps };
}
