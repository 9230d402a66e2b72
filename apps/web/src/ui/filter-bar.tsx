import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useKey } from '../keys/use-key.ts';
import css from './filter-bar.module.css';
import { KeyHint } from './key-hint.tsx';

/** The line above a list: a text filter (`/`), chips, and quiet words about the order at its end. */
export function FilterBar(props: {
  text?: { value: string; placeholder: string; label: string; onChange: (value: string) => void };
  /** The text is what the page is for. */
  wide?: boolean;
  children?: ReactNode;
  aside?: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  useKey(props.text ? '/' : null, 'Filter', () => input.current?.focus());
  return (
    <div className={css.bar}>
      {props.text && (
        <TextInput
          ref={input}
          className={(props.wide ? css.wide : css.text) ?? ''}
          type="search"
          aria-label={props.text.label}
          placeholder={props.text.placeholder}
          value={props.text.value}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          rightSection={<KeyHint keys="/" />}
          rightSectionPointerEvents="none"
          onChange={(event) => props.text?.onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            props.text?.onChange('');
            event.currentTarget.blur();
          }}
        />
      )}
      {props.children}
      {props.aside !== undefined && <span className={css.aside}>{props.aside}</span>}
    </div>
  );
}

/** Few values, of which one or none filters a list; the pressed one is let go by another press. */
export function FilterChips(props: {
  value: string | undefined;
  choices: readonly { value: string; label: ReactNode }[];
  onChange: (value: string | undefined) => void;
}) {
  const { value, choices, onChange } = props;
  return (
    <>
      <FilterChip pressed={value === undefined} onPress={() => onChange(undefined)}>
        All
      </FilterChip>
      {choices.map((choice) => (
        <FilterChip
          key={choice.value}
          pressed={value === choice.value}
          onPress={() => onChange(value === choice.value ? undefined : choice.value)}
        >
          {choice.label}
        </FilterChip>
      ))}
    </>
  );
}

/** One choice among few that filters a list; pressed or not. */
export function FilterChip(props: { pressed: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className={css.chip} aria-pressed={props.pressed} onClick={props.onPress}>
      {props.children}
    </button>
  );
}
