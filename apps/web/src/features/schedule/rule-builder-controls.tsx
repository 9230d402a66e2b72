import { MONTHS } from '@borgcube/domain/schedule/word-list';
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { ClockInput } from './clock-input.tsx';
import { EndControl } from './end-control.tsx';
import { type BuilderRule, type Nth, WEEKDAY_WORDS, WEEKDAYS, type Weekday } from './rule-builder.ts';
import { PRESETS, presetRule } from './rule-preset.ts';
import css from './schedule.module.css';
import { useRule } from './use-rule.ts';

const NTHS: { value: string; label: string }[] = [
  { value: '1', label: 'first' },
  { value: '2', label: 'second' },
  { value: '3', label: 'third' },
  { value: '4', label: 'fourth' },
  { value: '5', label: 'fifth' },
  { value: '-1', label: 'last' },
];
const DAYS = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `${index + 1}.` })),
  { value: '-1', label: 'last day' },
];

/** The rule as a sentence of controls. */
export function RuleBuilder(props: { rule: BuilderRule }) {
  const { rule } = props;
  const { start, time, setRule, setStart, kept } = useRule();
  return (
    <div className={css.rule}>
      <NativeSelect
        aria-label="How often"
        data={[...PRESETS]}
        value={rule.preset}
        onChange={(event) => {
          const preset = PRESETS.find((known) => known.value === event.currentTarget.value);
          if (preset) setRule(presetRule(preset.value, start));
        }}
      />
      <RuleWords rule={rule} onChange={setRule} />
      {rule.preset === 'hourly' || rule.preset === 'minutely' ? <span>beginning at</span> : <span>at</span>}
      <ClockInput
        label="Time of day"
        value={time}
        onChange={(next) => {
          if (rule.preset === 'once') setStart(`${start.slice(0, 10)}T${next}:00`);
          else setRule(rule, next);
        }}
      />
      {rule.preset !== 'once' && <EndControl />}
      {kept.length > 0 && <span className={css.kept}>and, kept as it was: {kept.join(' ')}</span>}
    </div>
  );
}

function RuleWords(props: { rule: BuilderRule; onChange: (rule: BuilderRule) => void }) {
  const { rule, onChange } = props;
  switch (rule.preset) {
    case 'weekdays':
      return null;
    case 'once':
      return <OnceDay />;
    case 'daily':
      return <Every rule={rule} unit="days" onChange={onChange} />;
    case 'hourly':
      return <Every rule={rule} unit="hours" onChange={onChange} />;
    case 'minutely':
      return <Every rule={rule} unit="minutes" onChange={onChange} />;
    case 'yearly':
      return (
        <>
          <Every rule={rule} unit="years" onChange={onChange} />
          <span>on</span>
          <NativeSelect
            aria-label="Day"
            data={DAYS.slice(0, 31)}
            value={String(rule.day)}
            onChange={(event) => onChange({ ...rule, day: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            aria-label="Month"
            data={MONTHS.map((label, index) => ({ value: String(index + 1), label }))}
            value={String(rule.month)}
            onChange={(event) => onChange({ ...rule, month: Number(event.currentTarget.value) })}
          />
        </>
      );
    case 'weekly':
      return (
        <>
          <Every rule={rule} unit="weeks" onChange={onChange} />
          <span>on</span>
          <DaysOfWeek days={rule.days} onChange={(days) => onChange({ ...rule, days })} />
        </>
      );
    case 'monthDay':
      return (
        <>
          <Every rule={rule} unit="months" onChange={onChange} />
          <span>on the</span>
          <NativeSelect
            aria-label="Day of the month"
            data={DAYS}
            value={String(rule.day)}
            onChange={(event) => onChange({ ...rule, day: Number(event.currentTarget.value) })}
          />
        </>
      );
    case 'monthWeekday':
      return <MonthWeekday rule={rule} onChange={onChange} />;
  }
}

type Repeating = Extract<BuilderRule, { every: number }>;

function Every<Rule extends Repeating>(props: { rule: Rule; unit: string; onChange: (rule: Rule) => void }) {
  return (
    <>
      <span>every</span>
      <NumberInput
        aria-label={`Every how many ${props.unit}`}
        className={css.every ?? ''}
        min={1}
        max={366}
        clampBehavior="blur"
        allowDecimal={false}
        value={props.rule.every}
        onChange={(value) => {
          const every = Number(value);
          if (Number.isInteger(every) && every >= 1) props.onChange({ ...props.rule, every });
        }}
      />
      <span>{props.rule.every === 1 ? props.unit.slice(0, -1) : props.unit}</span>
    </>
  );
}

function DaysOfWeek(props: { days: readonly Weekday[]; onChange: (days: readonly Weekday[]) => void }) {
  const toggle = (day: Weekday) => {
    const next = props.days.includes(day)
      ? props.days.filter((other) => other !== day)
      : [...props.days, day];
    // A weekly rule without a day would be another rule.
    if (next.length > 0) props.onChange(next);
  };
  return (
    <fieldset className={css.days}>
      <legend className="unseen">Days of the week</legend>
      {WEEKDAYS.map((day) => (
        <label key={day} className={css.day}>
          <input
            type="checkbox"
            className="unseen"
            checked={props.days.includes(day)}
            onChange={() => toggle(day)}
          />
          <span aria-hidden>{WEEKDAY_WORDS[day].slice(0, 2)}</span>
          <span className="unseen">{WEEKDAY_WORDS[day]}</span>
        </label>
      ))}
    </fieldset>
  );
}

type OfMonth = Extract<BuilderRule, { preset: 'monthWeekday' }>;

function MonthWeekday(props: { rule: OfMonth; onChange: (rule: OfMonth) => void }) {
  const { rule, onChange } = props;
  return (
    <>
      <Every rule={rule} unit="months" onChange={onChange} />
      <span>on the</span>
      <NativeSelect
        aria-label="Which one of the month"
        data={NTHS}
        value={String(rule.nth)}
        // The list holds exactly the values of Nth.
        onChange={(event) => onChange({ ...rule, nth: Number(event.currentTarget.value) as Nth })}
      />
      <NativeSelect
        aria-label="Day of the week"
        data={WEEKDAYS.map((day) => ({ value: day, label: WEEKDAY_WORDS[day] }))}
        value={rule.weekday}
        onChange={(event) => {
          const weekday = WEEKDAYS.find((day) => day === event.currentTarget.value);
          if (weekday) onChange({ ...rule, weekday });
        }}
      />
    </>
  );
}

function OnceDay() {
  const { start, time, setStart } = useRule();
  return (
    <>
      <span>on</span>
      <TextInput
        type="date"
        aria-label="Day"
        value={start.slice(0, 10)}
        onChange={(event) => event.currentTarget.value && setStart(`${event.currentTarget.value}T${time}:00`)}
      />
    </>
  );
}
