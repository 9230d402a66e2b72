import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ControlProps, ownError } from '../../forms/control-props.ts';
import { FieldError, inputProps } from '../../forms/field-error.tsx';
import { useForm } from '../../forms/form-context.ts';
import { Segments } from '../../ui/segments.tsx';
import { RuleBuilder } from './rule-builder-controls.tsx';
import css from './schedule.module.css';
import { usePreview } from './use-preview.ts';
import { useRule } from './use-rule.ts';

const WAYS: readonly { value: Way; label: string }[] = [
  { value: 'builder', label: 'Builder' },
  { value: 'words', label: 'Words' },
  { value: 'rule', label: 'Rule' },
];
type Way = 'builder' | 'words' | 'rule';

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
          <span>These controls cannot say this rule; it stays as it is under “Rule”.</span>
          <button
            type="button"
            className={css.textButton}
            onClick={() => setRule({ preset: 'daily', every: 1 })}
          >
            Start over with every day
          </button>
        </div>
      )}
      {way === 'words' && <RuleInWords />}
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
        {way !== 'rule' && <span className="mono ink3 cut">{recurrence}</span>}
      </div>
      {way !== 'rule' && error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

function RuleInWords() {
  const { preview } = usePreview(useForm().values);
  return (
    <p className={css.rule}>{preview.data ? sentence(preview.data.text) : 'This rule cannot be read yet.'}</p>
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
