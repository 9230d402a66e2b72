import { Select } from '@mantine/core';
import { StateWord } from '../../ui/state-word.tsx';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';
import css from '../forms.module.css';

/** One of few; the help tells what the chosen one means, in amber where it asks for thought. */
export function ChoiceControl(props: ControlProps) {
  const { schema } = props;
  const chosen = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  return (
    <Select
      {...inputProps(
        schema.title,
        <ChoiceHelp {...props} chosen={chosen} />,
        ownError(props.errors),
        schema.required,
      )}
      name={props.path}
      data={(schema.enum ?? []).map((value) => ({ value, label: schema.labels[value] ?? value }))}
      value={chosen}
      placeholder={schema.placeholder ?? 'Choose'}
      allowDeselect={!schema.required && schema.default === undefined}
      onChange={(value) => props.onChange(value)}
    />
  );
}

function ChoiceHelp(props: ControlProps & { chosen: string | null }) {
  const { schema, chosen } = props;
  const hint = chosen === null ? undefined : schema.hints[chosen];
  const careful = chosen !== null && schema.caution.includes(chosen);
  return (
    <>
      {careful && (
        <span className={css.caution}>
          <StateWord tone="warning">{hint ?? schema.labels[chosen] ?? chosen}</StateWord>
        </span>
      )}
      {!careful && hint && <span className={css.hint}>{hint}</span>}
      {schema.description}
    </>
  );
}
