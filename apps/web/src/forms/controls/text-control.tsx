import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';

/** One line, several lines, or a secret with a way to look at it. */
export function TextControl(props: ControlProps) {
  const { schema } = props;
  const shared = {
    ...inputProps(schema.title, schema.description, ownError(props.errors), schema.required),
    name: props.path,
    value: typeof props.value === 'string' ? props.value : '',
    placeholder: schema.placeholder ?? '',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
  };
  if (schema.widget === 'password')
    return (
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': `Show ${schema.title.toLowerCase()}`, tabIndex: 0 }}
      />
    );
  if (schema.widget === 'textarea') return <Textarea {...shared} rows={2} resize="vertical" />;
  return <TextInput {...shared} autoComplete="off" {...unitSection(schema.unit)} />;
}

/** The unit stands inside the right end of the control. */
export function unitSection(unit: string | undefined) {
  if (!unit) return {};
  return {
    rightSection: <span className="ink3">{unit}</span>,
    rightSectionWidth: 18 + unit.length * 8,
    rightSectionPointerEvents: 'none' as const,
  };
}
