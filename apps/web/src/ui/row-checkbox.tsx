import { Checkbox } from '@mantine/core';
import { type Selection, toggled } from './use-row-keys.ts';

/** The checkbox of one row; what is selected with something else stands fast. */
export function RowCheckbox(props: { id?: string; selection: Selection; rowKey: string; name: string }) {
  const { selection, rowKey } = props;
  const fixed = selection.fixed?.has(rowKey) ?? false;
  const checked = fixed || selection.selected.has(rowKey);
  return (
    <Checkbox
      size="xs"
      {...(props.id !== undefined && { id: props.id })}
      aria-label={`Select ${props.name}`}
      checked={checked}
      disabled={fixed}
      indeterminate={!checked && (selection.partly?.has(rowKey) ?? false)}
      onChange={() => selection.onChange(toggled(selection.selected, rowKey))}
    />
  );
}

/** Selects all rows that are shown, or none of them. */
export function SelectAll(props: { selection: Selection; keys: readonly string[] }) {
  const { selection } = props;
  const keys = props.keys.filter((key) => !selection.fixed?.has(key));
  const all = props.keys.length > 0 && keys.every((key) => selection.selected.has(key));
  return (
    <Checkbox
      size="xs"
      aria-label="Select all shown"
      checked={all}
      disabled={keys.length === 0}
      indeterminate={!all && selection.selected.size > 0}
      onChange={() => selection.onChange(new Set(all ? [] : keys))}
    />
  );
}
