import { TextInput } from '@mantine/core';
import { type ControlProps, ownError } from '../../forms/control-props.ts';
import { inputProps } from '../../forms/field-error.tsx';
import css from './schedule.module.css';
import { useRule } from './use-rule.ts';

/** The first run, a local time of the schedule's zone; it is one of its occurrences, whether the rule matches it or not. */
export function StartControl(props: ControlProps) {
  const { start, proposed, setStart } = useRule();
  const off = proposed !== null && start > '' && start !== proposed;
  return (
    <div>
      <TextInput
        {...inputProps(
          props.schema.title,
          off ? 'It runs at this time too.' : 'The first time the rule itself matches.',
          ownError(props.errors),
          true,
        )}
        type="datetime-local"
        step={start.endsWith(':00') || start.length < 19 ? 60 : 1}
        name={props.path}
        value={start.length === 19 && start.endsWith(':00') ? start.slice(0, 16) : start}
        onChange={(event) => setStart(withSeconds(event.currentTarget.value))}
      />
      {off && (
        <button type="button" className={css.textButton} onClick={() => setStart(proposed)}>
          Use the first match, {proposed.replace('T', ' ').slice(0, 16)}
        </button>
      )}
    </div>
  );
}

function withSeconds(value: string): string {
  return value.length === 16 ? `${value}:00` : value;
}
