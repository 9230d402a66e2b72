import { TextInput } from '@mantine/core';
import { useState } from 'react';
import css from './schedule.module.css';

/** A time of day as the rest of the console writes it, `02:30`; what is no time yet changes nothing. */
export function ClockInput(props: { label: string; value: string; onChange: (time: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      className={css.clock ?? ''}
      aria-label={props.label}
      inputMode="numeric"
      placeholder="02:30"
      maxLength={8}
      value={typed ?? props.value}
      error={typed !== null && readClock(typed) === null && typed.length >= 5}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const time = readClock(text);
        if (time !== null) props.onChange(time);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** `2:30` and `0230` are times too; null for what is none. */
export function readClock(text: string): string | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
