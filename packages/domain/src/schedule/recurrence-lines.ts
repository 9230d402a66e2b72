import { requireSoundRule } from './recurrence-limits.ts';
import { parseRule, RecurrenceError, type RecurrenceRule } from './recurrence-rule.ts';
import { parseBasicTime, type WallMs } from './wall-time.ts';

/** RFC 5545 lines, parsed: RRULE, RDATE and EXDATE in any order and number. */
export interface RecurrenceLines {
  readonly rules: readonly RecurrenceRule[];
  readonly extra: readonly WallMs[];
  readonly excluded: readonly WallMs[];
}

/** Dates named one by one in RDATE and EXDATE lines. */
const DATES_MAX = 1000;
const RULES_MAX = 20;

/** Throws `RecurrenceError` with words; several lines are told apart by their number. */
export function parseRecurrence(text: string): RecurrenceLines {
  const rules: RecurrenceRule[] = [];
  const extra: WallMs[] = [];
  const excluded: WallMs[] = [];
  const lines = unfold(text);
  for (const [index, line] of lines.entries()) {
    try {
      const { name, value } = splitLine(line);
      if (name === 'RRULE') rules.push(readRule(value));
      else (name === 'RDATE' ? extra : excluded).push(...readDates(name, value));
    } catch (error) {
      if (!(error instanceof RecurrenceError) || lines.length === 1) throw error;
      throw new RecurrenceError(`Line ${index + 1}: ${error.message}`);
    }
  }
  if (rules.length === 0 && extra.length === 0) {
    throw new RecurrenceError('A recurrence needs an RRULE or an RDATE line, for example RRULE:FREQ=DAILY.');
  }
  if (rules.length > RULES_MAX) throw new RecurrenceError(`At most ${RULES_MAX} rules.`);
  if (extra.length + excluded.length > DATES_MAX) {
    throw new RecurrenceError(`At most ${DATES_MAX} dates in RDATE and EXDATE lines.`);
  }
  return { rules, extra, excluded };
}

/** A line that starts with a space or a tab goes on from the one before it (RFC 5545 3.1). */
function unfold(text: string): string[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  return lines.map((line) => line.trim().toUpperCase()).filter((line) => line !== '');
}

function splitLine(line: string): { name: 'RRULE' | 'RDATE' | 'EXDATE'; value: string } {
  const colon = line.indexOf(':');
  const head = colon < 0 ? line : line.slice(0, colon);
  const [name = '', ...parameters] = head.split(';');
  if (name === 'DTSTART') {
    throw new RecurrenceError('DTSTART is left out: the start is a field of its own.');
  }
  if (colon < 0 || (name !== 'RRULE' && name !== 'RDATE' && name !== 'EXDATE')) {
    throw new RecurrenceError(
      `A line starts with RRULE:, RDATE: or EXDATE:, not with “${head.slice(0, 40)}”.`,
    );
  }
  const foreign = parameters.filter((parameter) => parameter !== 'VALUE=DATE-TIME');
  if (foreign.length > 0) {
    throw new RecurrenceError(
      `${name};${foreign.join(';')} is not taken: times are local times in the schedule's zone.`,
    );
  }
  return { name, value: line.slice(colon + 1) };
}

function readRule(value: string): RecurrenceRule {
  const rule = parseRule(value);
  requireSoundRule(rule);
  return rule;
}

function readDates(name: string, value: string): WallMs[] {
  return value.split(',').map((text) => {
    const wall = parseBasicTime(text);
    if (wall !== null) return wall;
    throw new RecurrenceError(
      `${name} takes local times such as ${name}:20261224T023000, without Z, not ${text.slice(0, 40)}.`,
    );
  });
}
