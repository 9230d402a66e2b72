import type { RuleSettings, StoredRule } from '@borgcube/db/notification-rule-store';
import type { NotificationEvent } from '@borgcube/domain/notification/notification-message';
import { compileNamePattern } from '../record/name-pattern.ts';

/** What a rule is asked about. */
export interface Occasion {
  readonly event: NotificationEvent;
  readonly hostname: string | null;
  /** Every repository that it concerns. */
  readonly repositoryIds: readonly string[];
}

/** The channels that are to be told, each once. */
export function channelsFor(rules: readonly StoredRule[], occasion: Occasion): string[] {
  return [...new Set(rules.filter((rule) => matchesRule(rule, occasion)).map(({ channelId }) => channelId))];
}

/** A rule for some clients says nothing about what concerns no client, one for a repository nothing about others. */
export function matchesRule(rule: RuleSettings, { event, hostname, repositoryIds }: Occasion): boolean {
  if (!rule.events.includes(event)) return false;
  if (rule.repositoryId !== null && !repositoryIds.includes(rule.repositoryId)) return false;
  if (rule.clientPattern === null || rule.clientPattern === '') return true;
  return hostname !== null && matchesName(rule.clientPattern, hostname);
}

/** A pattern is checked when it is saved; one that cannot be read all the same matches everything: better told than not. */
function matchesName(pattern: string, hostname: string): boolean {
  try {
    return compileNamePattern(pattern, 'clientPattern')(hostname);
  } catch {
    return true;
  }
}
