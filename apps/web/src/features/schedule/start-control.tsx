import { Input, TextInput } from '@mantine/core';
import { type ControlProps, ownError } from '../../forms/control-props.ts';
import { inputProps } from '../../forms/field-error.tsx';
import { useForm } from '../../forms/form-context.ts';
import { ClockInput } from './clock-input.tsx';
import css from './schedule.module.css';
import { usePreview } from './use-preview.ts';
import { useRule } from './use-rule.ts';

/** The first run, a local time of the schedule's zone; it is one of its occurrences, whether the rule matches it or not. */
export function StartControl(props: ControlProps) {
  const { start, rule, firstOfRule, setStart } = useRule();
  const { preview } = usePreview(useForm().values);
  // The server tells it for rules that the controls cannot say; one date alone has no first match but itself.
  const proposed = rule === null ? (preview.data?.suggestedStart ?? null) : firstOfRule;
  const off = proposed !== null && start > '' && start !== proposed;
  return (
    <div>
      <Input.Wrapper
        {...inputProps(
          props.schema.title,
          off ? 'It runs at this time too.' : 'The first time the rule itself matches.',
          ownError(props.errors),
          true,
        )}
        labelElement="div"
      >
        <div className={css.start}>
          <TextInput
            type="date"
            aria-label="Starts on"
            name={props.path}
            value={start.slice(0, 10)}
            onChange={(event) => {
              const day = event.currentTarget.value;
              if (day) setStart(`${day}T${start.slice(11) || '00:00:00'}`);
            }}
          />
          <ClockInput
            label="Starts at"
            value={start.endsWith(':00') ? start.slice(11, 16) : start.slice(11)}
            onChange={(time) => setStart(`${start.slice(0, 10)}T${time}:00`)}
          />
        </div>
      </Input.Wrapper>
      {off && (
        <button type="button" className={css.textButton} onClick={() => setStart(proposed)}>
          Use the first match, {proposed.replace('T', ' ').slice(0, 16)}
        </button>
      )}
    </div>
  );
}
