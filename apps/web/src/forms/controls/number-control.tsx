import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type ControlProps, ownError } from '../control-props.ts';
import { inputProps } from '../field-error.tsx';
import { unitSection } from './text-control.tsx';

/** A number, typed freely; what is no number stays visible and is told. */
export function NumberControl(props: ControlProps) {
  const { schema } = props;
  const [text, setText] = useState(numberText(props.value));
  useEffect(() => {
    setText((shown) => (readNumber(shown) === props.value ? shown : numberText(props.value)));
  }, [props.value]);
  const unread = text.trim() !== '' && readNumber(text) === null;
  return (
    <TextInput
      {...inputProps(
        schema.title,
        schema.description,
        unread ? 'A number.' : ownError(props.errors),
        schema.required,
      )}
      {...unitSection(schema.unit)}
      name={props.path}
      inputMode="numeric"
      autoComplete="off"
      placeholder={schema.placeholder ?? ''}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        props.onChange(readNumber(event.currentTarget.value));
      }}
    />
  );
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}

function readNumber(text: string): number | null {
  const number = Number(text.trim());
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}
