import type { TriggerTargetType } from '@borgcube/domain/trigger/trigger';
import { Select } from '@mantine/core';
import { type ControlProps, errorsBelow } from '../../forms/control-props.ts';
import { ReferenceControl } from '../../forms/controls/reference-control.tsx';
import { inputProps } from '../../forms/field-error.tsx';
import type { FieldSchema } from '../../forms/field-schema.ts';
import css from '../../forms/forms.module.css';
import { isTargetType, TARGET_TYPES, typeWord } from './trigger-words.ts';

/** A kind of thing that can be started, and then which one. */
export function TargetControl(props: ControlProps) {
  const value: { type?: unknown; id?: unknown } = Object(props.value);
  const type = isTargetType(value.type) ? value.type : null;
  return (
    <div className={css.grid}>
      <Select
        {...inputProps('Starts', undefined, errorsBelow(props.errors, 'type')['']?.[0] ?? null, true)}
        className={css.field ?? ''}
        name={`${props.path}.type`}
        placeholder="Choose"
        allowDeselect={false}
        data={TARGET_TYPES.map((one) => ({ value: one, label: typeWord(one) }))}
        value={type}
        onChange={(chosen) => props.onChange({ type: chosen, id: null })}
      />
      {type && (
        <div className={css.field} data-path={`${props.path}.id`}>
          <ReferenceControl
            path={`${props.path}.id`}
            schema={referenceTo(type)}
            value={value.id}
            errors={errorsBelow(props.errors, 'id')}
            onChange={(id) => props.onChange({ type, id })}
          />
        </div>
      )}
    </div>
  );
}

function referenceTo(type: TriggerTargetType): FieldSchema {
  return {
    type: 'string',
    reference: type,
    title: 'Which one',
    nullable: false,
    required: true,
    labels: {},
    hints: {},
    caution: [],
    section: '',
    advanced: false,
  };
}
