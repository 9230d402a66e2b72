import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ControlProps, ownError } from '../control-props.ts';
import { DURATION_UNITS, unitFor } from '../duration-units.ts';
import { inputProps } from '../field-error.tsx';
import css from '../forms.module.css';

/** A duration as a number and its unit; stored in milliseconds, or in seconds where the schema's unit says so. */
export function DurationControl(props: ControlProps) {
  const { schema } = props;
  const scale = schema.unit === 's' ? 1000 : 1;
  const ms = typeof props.value === 'number' ? props.value * scale : null;
  const [unit, setUnit] = useState(() => unitFor(ms));
  const [text, setText] = useState(ms === null ? '' : String(ms / unit.ms));
  const number = Number(text);
  const unread = text.trim() !== '' && !Number.isFinite(number);
  const tell = (written: string, unitMs: number) =>
    props.onChange(
      written.trim() === '' || !Number.isFinite(Number(written))
        ? null
        : Math.round((Number(written) * unitMs) / scale),
    );
  return (
    <TextInput
      {...inputProps(
        schema.title,
        schema.description,
        unread ? 'A number.' : ownError(props.errors),
        schema.required,
      )}
      name={props.path}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value, unit.ms);
      }}
      rightSectionWidth={96}
      rightSection={
        <select
          className={css.unit}
          aria-label={`Unit of ${schema.title.toLowerCase()}`}
          value={unit.word}
          onChange={(event) => {
            const next = DURATION_UNITS.find((known) => known.word === event.currentTarget.value);
            if (!next) return;
            setUnit(next);
            tell(text, next.ms);
          }}
        >
          {DURATION_UNITS.map(({ word }) => (
            <option key={word}>{word}</option>
          ))}
        </select>
      }
    />
  );
}
