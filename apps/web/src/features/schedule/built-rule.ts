import { type BuilderRule, readRule, ruleText } from './rule-builder.ts';

/** When a rule stops; `until` is a day. */
export type RuleEnd = { kind: 'never' } | { kind: 'count'; count: number } | { kind: 'until'; day: string };

/** A recurrence as the controls hold it. What they cannot show is kept as it was typed. */
export interface BuiltRule {
  readonly rule: BuilderRule;
  readonly end: RuleEnd;
  /** Parts of the rule without a control: `BYMONTH=1,6`. */
  readonly parts: readonly string[];
  /** Further lines: `EXDATE:20261224T023000`. */
  readonly lines: readonly string[];
}

/** Only these leave the meaning of the controls as it is: they take away days, or say where a week begins. */
const KEPT = /^(BYMONTH|WKST)=/;

/** Null where the controls would say something else than the rule. */
export function readBuilt(text: string, start: string): BuiltRule | null {
  const all = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first = '', ...lines] = all;
  const bare = readRule(first, start);
  if (bare) return lines.every(isDates) ? { rule: bare, end: { kind: 'never' }, parts: [], lines } : null;
  const match = /^RRULE:(.+)$/.exec(first);
  if (!match?.[1] || !lines.every(isDates)) return null;
  const parts = match[1].split(';');
  const isYearly = parts.includes('FREQ=YEARLY');
  const isKept = (part: string) => KEPT.test(part) && !(isYearly && part.startsWith('BYMONTH='));
  const ends = parts.filter((part) => /^(COUNT|UNTIL)=/.test(part));
  const rest = parts.filter((part) => !isKept(part) && !ends.includes(part));
  const rule = readRule(`RRULE:${rest.join(';')}`, start);
  const end = readEnd(ends);
  return rule && end && { rule, end, parts: parts.filter(isKept), lines };
}

export function builtText({ rule, end, parts, lines }: BuiltRule, start: string): string {
  const [first = '', ...others] = ruleText(rule, start).split('\n');
  if (!first.startsWith('RRULE:')) return [first, ...others, ...lines].join('\n');
  return [[first, ...parts, ...endParts(end)].join(';'), ...others, ...lines].join('\n');
}

function isDates(line: string): boolean {
  return /^(EXDATE|RDATE)[:;]/.test(line);
}

function readEnd(ends: readonly string[]): RuleEnd | null {
  const [end, more] = ends;
  if (end === undefined) return { kind: 'never' };
  if (more !== undefined) return null;
  const count = /^COUNT=(\d{1,5})$/.exec(end);
  if (count) return { kind: 'count', count: Number(count[1]) };
  const until = /^UNTIL=(\d{4})(\d{2})(\d{2})(T235959)?$/.exec(end);
  return until ? { kind: 'until', day: `${until[1]}-${until[2]}-${until[3]}` } : null;
}

function endParts(end: RuleEnd): string[] {
  if (end.kind === 'count') return [`COUNT=${end.count}`];
  if (end.kind === 'until') return [`UNTIL=${end.day.replaceAll('-', '')}T235959`];
  return [];
}
