import { evaluateRetention } from '@borgcube/domain/retention/evaluate-retention';
import type {
  PolicyInput,
  RetentionSimulate,
  SimulatedArchive,
} from '@borgcube/domain/retention/retention-policy';
import type { RetentionRules } from '@borgcube/domain/retention/retention-rules';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** What a policy would keep of archives that were made at these times; touches nothing. */
export function simulateRetention(
  ctx: Pick<CoreContext, 'actor' | 'clock'>,
  { policy, timestamps, timeZone, now }: RetentionSimulate,
  serverZone: string,
): SimulatedArchive[] {
  requireRole(ctx, 'viewer');
  const rules = rulesOf({ ...policy, timeZone: timeZone ?? policy.timeZone }, serverZone);
  const archives = timestamps.map((timestamp) => ({ timestamp, at: Date.parse(timestamp), name: '' }));
  const at = now === undefined ? ctx.clock().getTime() : Date.parse(now);
  return evaluateRetention(rules, archives, at).map(({ archive, keep, rule }) => ({
    timestamp: archive.timestamp,
    keep,
    rule,
  }));
}

/** A policy that is not stored, with the zone of the server where it names none. */
export function rulesOf(policy: PolicyInput, serverZone: string): RetentionRules {
  const { keepSecondly, keepMinutely, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly } = policy;
  return {
    keepSecondly,
    keepMinutely,
    keepHourly,
    keepDaily,
    keepWeekly,
    keepMonthly,
    keepYearly,
    keepWithin: policy.keepWithin ?? null,
    timeZone: policy.timeZone ?? serverZone,
  };
}
