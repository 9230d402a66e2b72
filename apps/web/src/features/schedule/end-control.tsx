import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { RuleEnd } from './built-rule.ts';
import css from './schedule.module.css';
import { useRule } from './use-rule.ts';

const ENDS: { value: RuleEnd['kind']; label: string }[] = [
  { value: 'never', label: 'for ever' },
  { value: 'count', label: 'so many times' },
  { value: 'until', label: 'until' },
];
const DAYS_AHEAD_MS = 365 * 86_400_000;

/** When the rule stops. */
export function EndControl() {
  const { start, end, setEnd } = useRule();
  return (
    <>
      <NativeSelect
        aria-label="How long"
        data={ENDS}
        value={end.kind}
        onChange={(event) => {
          const kind = event.currentTarget.value;
          if (kind === 'count') setEnd({ kind, count: 10 });
          else if (kind === 'until') setEnd({ kind, day: yearAfter(start) });
          else setEnd({ kind: 'never' });
        }}
      />
      {end.kind === 'count' && (
        <>
          <NumberInput
            aria-label="How many times"
            className={css.every ?? ''}
            min={1}
            max={10_000}
            clampBehavior="blur"
            allowDecimal={false}
            value={end.count}
            onChange={(value) => {
              const count = Number(value);
              if (Number.isInteger(count) && count >= 1) setEnd({ kind: 'count', count });
            }}
          />
          <span>times</span>
        </>
      )}
      {end.kind === 'until' && (
        <TextInput
          type="date"
          aria-label="Last day"
          value={end.day}
          onChange={(event) =>
            event.currentTarget.value && setEnd({ kind: 'until', day: event.currentTarget.value })
          }
        />
      )}
    </>
  );
}

function yearAfter(start: string): string {
  const from = Date.parse(`${start.slice(0, 10)}T00:00:00Z`);
  return new Date(Number.isNaN(from) ? Date.now() + DAYS_AHEAD_MS : from + DAYS_AHEAD_MS)
    .toISOString()
    .slice(0, 10);
}
