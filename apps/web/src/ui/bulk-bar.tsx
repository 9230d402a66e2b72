import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './bulk-bar.module.css';
import { KeyHint } from './key-hint.tsx';

/** Floats at the bottom centre while rows are selected: count, first names, acts, Clear. */
export function BulkBar(props: { names: readonly string[]; onClear: () => void; children: ReactNode }) {
  if (props.names.length === 0) return null;
  return (
    <section className={css.bar} aria-label="Selection">
      <span className="name nowrap">{props.names.length} selected</span>
      <span className={`${css.names} cut ink2`}>{props.names.slice(0, 3).join(', ')}</span>
      {props.children}
      <Button variant="subtle" size="sm" onClick={props.onClear} rightSection={<KeyHint keys="Esc" />}>
        Clear
      </Button>
    </section>
  );
}
