import { Switch } from '@mantine/core';
import { type ControlProps, errorsBelow } from '../control-props.ts';
import { Field, FieldGrid } from '../field.tsx';
import { emptyValue, initialValues } from '../form-values.ts';

/** Fields that belong together; where they may be absent, a switch leaves them out. */
export function ObjectControl(props: ControlProps) {
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
