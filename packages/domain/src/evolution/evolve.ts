/** One leap of stored JSON from a version to a later one; `evolve` is a pure function of the data. */
export interface EvolutionStep {
  /** Default 1. */
  readonly from?: number;
  /** Default `from + 1`. */
  readonly to?: number;
  evolve(data: unknown): unknown;
}

/** JSON that outlives a release: the name that errors tell, the version that the code reads, and the way there. */
export interface EvolvableType {
  readonly name: string;
  readonly version: number;
  readonly steps: readonly EvolutionStep[];
}

/** Stored data that this code cannot read; the stored bytes stay as they are. */
export class EvolutionError extends Error {
  override readonly name = 'EvolutionError';
}

/**
 * Brings stored data to the type's current version: always the largest leap from where it stands that does not pass
 * the current version, and never back. A dead end is an error even where smaller leaps would have led on.
 */
export function evolve(
  type: EvolvableType,
  stored: { readonly version: number; readonly data: unknown },
): unknown {
  if (stored.version > type.version) {
    throw new EvolutionError(
      `${type.name}: stored version ${stored.version} is newer than ${type.version}, the newest that this program knows`,
    );
  }
  let { version, data } = stored;
  while (version !== type.version) {
    const leap = largestLeap(type, version);
    if (!leap) throw new EvolutionError(deadEnd(type, stored.version, version));
    data = leap.step.evolve(data);
    version = leap.to;
  }
  return data;
}

interface Leap {
  readonly from: number;
  readonly to: number;
  readonly step: EvolutionStep;
}

function leapsOf(type: EvolvableType): Leap[] {
  return type.steps.map((step) => {
    const from = step.from ?? 1;
    return { from, to: step.to ?? from + 1, step };
  });
}

function largestLeap(type: EvolvableType, version: number): Leap | null {
  let best: Leap | null = null;
  for (const leap of leapsOf(type)) {
    const leads = leap.from === version && leap.to > version && leap.to <= type.version;
    if (leads && (best === null || leap.to > best.to)) best = leap;
  }
  return best;
}

function deadEnd(type: EvolvableType, stored: number, reached: number): string {
  const steps = leapsOf(type).map(({ from, to }) => `${from}→${to}`);
  const known = steps.length > 0 ? `steps ${steps.join(', ')}` : 'no steps';
  const via = reached === stored ? '' : ` (stored version ${stored})`;
  return `${type.name}: no step leads from version ${reached}${via} to ${type.version}; there are ${known}`;
}
