import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import { type ControlProps, ownError } from '../control-props.ts';
import { FieldError } from '../field-error.tsx';
import css from '../forms.module.css';

/** Any number of few, each with what it means. */
export function ChoicesControl(props: ControlProps) {
  const { schema } = props;
  const { items } = schema;
  const chosen = Array.isArray(props.value) ? props.value.map(String) : [];
  const helpId = useId();
  const error = ownError(props.errors);
  const toggle = (value: string, on: boolean) =>
    props.onChange((items?.enum ?? []).filter((one) => (one === value ? on : chosen.includes(one))));
  return (
    <fieldset className={css.choices} aria-describedby={helpId}>
      <legend>{schema.title}</legend>
      {(items?.enum ?? []).map((value) => (
        <Checkbox
          key={value}
          size="sm"
          name={`${props.path}.${value}`}
          label={items?.labels[value] ?? schema.labels[value] ?? value}
          description={items?.hints[value] ?? schema.hints[value]}
          checked={chosen.includes(value)}
          onChange={(event) => toggle(value, event.currentTarget.checked)}
        />
      ))}
      <div id={helpId} className="ink3 small">
        {error ? <FieldError>{error}</FieldError> : schema.description}
      </div>
    </fieldset>
  );
}
