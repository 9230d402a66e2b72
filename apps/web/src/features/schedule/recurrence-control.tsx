import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ControlProps, ownError } from '../../forms/control-props.ts';
import { FieldError, inputProps } from '../../forms/field-error.tsx';
import { Segments } from '../../ui/segments.tsx';
import { RuleBuilder } from './rule-builder-controls.tsx';
import css from './schedule.module.css';
import { useRule } from './use-rule.ts';

const WAYS: readonly { value: Way; label: string }[] = [
  { value: 'builder', label: 'Builder' },
  { value: 'rule', label: 'Rule' },
];
type Way = 'builder' | 'rule';

/** When it runs: a sentence of controls, or RFC 5545 lines for what the controls cannot say. */
export function RecurrenceControl(props: ControlProps) {
  const { rule, recurrence, setText, setRule } = useRule();
  const [way, setWay] = useState<Way>(rule === null && recurrence !== '' ? 'rule' : 'builder');
  const error = ownError(props.errors);
  return (
    <fieldset className={css.group}>
      <legend className={css.label}>Runs</legend>
      {way === 'builder' && rule !== null && <RuleBuilder rule={rule} />}
      {way === 'builder' && rule === null && (
        <div className={css.rule}>
          <span>These controls cannot say this rule.</span>
          <button
            type="button"
            className={css.textButton}
            onClick={() => setRule({ preset: 'daily', every: 1 })}
          >
            Start over with every day
          </button>
        </div>
      )}
      {way === 'rule' && (
        <Textarea
          {...inputProps(
            '',
            'RRULE, RDATE and EXDATE lines; times are local times of the zone below.',
            error,
            true,
          )}
          aria-label="Rule"
          name={props.path}
          classNames={{ input: 'mono' }}
          autosize={false}
          rows={3}
          spellCheck={false}
          value={recurrence}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className={css.ways}>
        <Segments label="How to say it" options={WAYS} value={way} onChange={setWay} />
        {way === 'builder' && <span className="mono ink3 cut">{recurrence}</span>}
      </div>
      {way === 'builder' && error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
