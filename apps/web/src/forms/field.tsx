import { isVisible } from '@borgcube/domain/form/visible-when';
import { Switch } from '@mantine/core';
import { type ComponentType, createContext, type ReactNode, use, useState } from 'react';
import { type ControlProps, errorsBelow } from './control-props.ts';
import { ChoiceControl } from './controls/choice-control.tsx';
import { ChoicesControl } from './controls/choices-control.tsx';
import { DurationControl } from './controls/duration-control.tsx';
import { ListControl } from './controls/list-control.tsx';
import { NumberControl } from './controls/number-control.tsx';
import { ReferenceControl } from './controls/reference-control.tsx';
import { SwitchControl } from './controls/switch-control.tsx';
import { TextControl } from './controls/text-control.tsx';
import { TimeZoneControl } from './controls/time-zone-control.tsx';
import type { FieldSchema, NamedField } from './field-schema.ts';
import { emptyValue, initialValues, type Values } from './form-values.ts';
import css from './forms.module.css';

export type Controls = Readonly<Record<string, ComponentType<ControlProps>>>;

/** Controls for widgets that only one page knows (`recurrence`, `actions`). */
export const ExtraControls = createContext<Controls>({});

/** Draws a field by its widget, reference or type; a new field of the schema needs nothing else. */
export function Field(props: ControlProps) {
  const Control = useControl(props.schema);
  if (!Control) return null;
  const faulty = Object.keys(props.errors).length > 0;
  return (
    <div className={css.field} data-path={props.path} data-faulty={faulty} data-wide={isWide(props.schema)}>
      <Control {...props} />
    </div>
  );
}

function useControl(schema: FieldSchema): ComponentType<ControlProps> | null {
  const extra = use(ExtraControls);
  if (schema.widget === 'hidden') return null;
  if (schema.widget && extra[schema.widget]) return extra[schema.widget] ?? null;
  if (schema.widget === 'choices') return ChoicesControl;
  if (schema.fields) return ObjectControl;
  if (schema.widget === 'duration') return DurationControl;
  if (schema.widget === 'timeZone') return TimeZoneControl;
  if (schema.reference) return ReferenceControl;
  if (schema.enum) return ChoiceControl;
  if (schema.type === 'array') return ListControl;
  if (schema.type === 'boolean') return SwitchControl;
  if (schema.type === 'integer' || schema.type === 'number') return NumberControl;
  return TextControl;
}

const WIDE_WIDGETS = ['textarea', 'recurrence', 'actions'];

/** Lists, groups and long texts take the whole width. */
function isWide(schema: FieldSchema): boolean {
  return schema.type === 'array' || schema.fields !== undefined || WIDE_WIDGETS.includes(schema.widget ?? '');
}

/** Two columns; what is advanced is folded away until asked for or faulty, what nothing asks for is left out. */
export function FieldGrid(props: {
  fields: readonly NamedField[];
  values: Values;
  draw: (field: NamedField) => ReactNode;
  hasError: (name: string) => boolean;
}) {
  const shown = props.fields.filter(
    ({ name, schema }) =>
      schema.widget !== 'hidden' && (isVisible(schema.visibleWhen, props.values) || props.hasError(name)),
  );
  const plain = shown.filter(({ schema }) => !schema.advanced);
  const advanced = shown.filter(({ schema }) => schema.advanced);
  const [open, setOpen] = useState(false);
  const unfolded = open || advanced.some(({ name }) => props.hasError(name));
  return (
    <>
      {plain.length > 0 && <div className={css.grid}>{plain.map(props.draw)}</div>}
      {advanced.length > 0 && (
        <details
          className={css.advanced}
          open={unfolded}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>
            Advanced <span className="ink3">{advanced.map(({ schema }) => schema.title).join(', ')}</span>
          </summary>
          <div className={css.grid}>{advanced.map(props.draw)}</div>
        </details>
      )}
    </>
  );
}

/** Fields that belong together; where they may be absent, a switch leaves them out. */
function ObjectControl(props: ControlProps) {
  const { schema } = props;
  const fields = schema.fields ?? [];
  const { value } = props;
  const present = typeof value === 'object' && value !== null;
  const values: Record<string, unknown> = typeof value === 'object' ? { ...value } : {};
  return (
    <div>
      {schema.nullable && (
        <Switch
          size="sm"
          mb={12}
          label={schema.absentLabel ?? `No ${schema.title.toLowerCase()}`}
          checked={!present}
          onChange={(event) =>
            props.onChange(event.currentTarget.checked ? null : initialValues(fields, null))
          }
        />
      )}
      {present && (
        <FieldGrid
          fields={fields}
          values={values}
          draw={({ name, schema: inner }) => (
            <Field
              key={name}
              path={`${props.path}.${name}`}
              schema={inner}
              value={values[name] ?? emptyValue(inner)}
              errors={errorsBelow(props.errors, name)}
              onChange={(value) => props.onChange({ ...values, [name]: value })}
            />
          )}
          hasError={(name) => Object.keys(errorsBelow(props.errors, name)).length > 0}
        />
      )}
    </div>
  );
}
