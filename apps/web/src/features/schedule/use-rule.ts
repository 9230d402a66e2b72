import { useForm } from '../../forms/form-context.ts';
import { type BuiltRule, builtText, type RuleEnd, readBuilt } from './built-rule.ts';
import { firstMatch } from './first-match.ts';
import { floatingTime, isTimeZone } from './floating-time.ts';
import type { BuilderRule } from './rule-builder.ts';

/** The rule, start and zone of the schedule that is being edited, changed together. */
export function useRule() {
  const form = useForm();
  const recurrence = textOf(form.values.recurrence);
  const start = textOf(form.values.recurrenceStart);
  const zone = textOf(form.values.timeZone);
  const now = () => floatingTime(new Date(), isTimeZone(zone) ? zone : 'UTC');
  const built = readBuilt(recurrence, start);
  const rule = built?.rule ?? null;
  const kept: Omit<BuiltRule, 'rule'> = built ?? { end: { kind: 'never' }, parts: [], lines: [] };
  const time = start.slice(11, 16) || '00:00';
  return {
    recurrence,
    start,
    rule,
    time,
    /** The first time that the rule itself matches; null where the controls cannot tell. */
    firstOfRule:
      rule === null || rule.preset === 'once' || kept.parts.length > 0 ? null : firstMatch(rule, now(), time),
    /** A rule of controls brings the start along, so that the start is one of its own times. */
    setRule: (next: BuilderRule, nextTime: string = time) => {
      const begin =
        next.preset === 'once' ? atTime(start, nextTime, now()) : firstMatch(next, now(), nextTime);
      form.set('recurrenceStart', begin);
      form.set('recurrence', builtText({ ...kept, rule: next }, begin));
    },
    end: kept.end,
    /** What stands in the rule and has no control. */
    kept: [...kept.parts, ...kept.lines],
    setEnd: (end: RuleEnd) => {
      if (rule) form.set('recurrence', builtText({ ...kept, rule, end }, start));
    },
    setText: (text: string) => form.set('recurrence', text),
    setStart: (next: string) => {
      form.set('recurrenceStart', next);
      if (rule?.preset === 'once') form.set('recurrence', builtText({ ...kept, rule }, next));
    },
  };
}

/** One run at that time: on the day chosen before, or today or tomorrow if that has gone by. */
function atTime(start: string, time: string, now: string): string {
  const chosen = `${start.slice(0, 10)}T${time}:00`;
  return start !== '' && chosen > now ? chosen : firstMatch({ preset: 'daily', every: 1 }, now, time);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
