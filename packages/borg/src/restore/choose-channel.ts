import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { Prepared } from './prepare-restore.ts';
import type { Channel } from './restore-run.ts';

export type ChosenChannel =
  | { readonly cause: FailureCause }
  | { readonly cause: null; readonly channel: Channel; readonly warnings: readonly string[] };

/** The way that a person named, or the one that keeps most of those that are possible. */
export function chooseChannel({ channels, problem }: Prepared, wanted: Channel | null): ChosenChannel {
  if (problem) return { cause: problem };
  const possible = channels.filter((one) => one.problem === null && (wanted ?? one.channel) === one.channel);
  const [chosen] = possible;
  const why = channels.findLast(({ channel }) => (wanted ?? channel) === channel)?.problem;
  if (!chosen) return { cause: why ?? { kind: 'internal-error', message: `There is no way ${wanted}.` } };
  const scratch = channels.find(({ channel }) => channel === 'scratch')?.problem;
  const isLess = wanted === null && chosen.channel === 'tar' && scratch?.message !== undefined;
  const lost = 'Extended attributes, ACLs and fractions of a second did not come along.';
  return { cause: null, channel: chosen.channel, warnings: isLess ? [`${lost} ${scratch.message}`] : [] };
}
